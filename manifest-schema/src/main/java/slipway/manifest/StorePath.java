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
    return toString().compareTo(other.toString());
  }
}
