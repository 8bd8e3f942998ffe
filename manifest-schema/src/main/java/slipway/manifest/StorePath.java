package slipway.manifest;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A path directly in the Nix store: `/nix/store/<32 base32 characters>-<name>`.
///
/// @param hash the 32 characters, in Nix's own base32 alphabet
/// @param name what follows the dash
public record StorePath(String hash, String name) implements Comparable<StorePath> {
  public static final String STORE = "/nix/store";

  private static final Pattern FORM =
      Pattern.compile(
          "/nix/store/(?<hash>[0-9abcdfghijklmnpqrsvwxyz]{32})-(?<name>[0-9a-zA-Z+?=_-][0-9a-zA-Z+?=._-]{0,210})");

  public static Optional<StorePath> parse(String path) {
    Matcher form = FORM.matcher(path);
    return form.matches()
        ? Optional.of(new StorePath(form.group("hash"), form.group("name")))
        : Optional.empty();
  }

  /// For text that was validated before.
  ///
  /// @throws IllegalArgumentException where it is not a store path
  public static StorePath of(String path) {
    return parse(path)
        .orElseThrow(() -> new IllegalArgumentException("not a Nix store path: " + path));
  }

  // By hand, here only: what the compiler writes for a record is made up of method handles when it
  // is first called, which takes longer than all other work on store paths of a poll.
  @Override
  public boolean equals(Object other) {
    return other instanceof StorePath that && hash.equals(that.hash) && name.equals(that.name);
  }

  @Override
  public int hashCode() {
    return 31 * hash.hashCode() + name.hashCode();
  }

  /// `<hash>-<name>`, the file name in the store.
  public String baseName() {
    return hash + "-" + name;
  }

  @Override
  public String toString() {
    return STORE + "/" + baseName();
  }

  @Override
  public int compareTo(StorePath other) {
    int byHash = hash.compareTo(other.hash);
    return byHash == 0 ? name.compareTo(other.name) : byHash;
  }
}
