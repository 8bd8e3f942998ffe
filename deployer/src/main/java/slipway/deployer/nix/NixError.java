package slipway.deployer.nix;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Why a `nix copy` failed, read from its standard error. Covers the wording of Nix 2.8 to 2.34;
/// what it does not know is kept as [Other].
sealed interface NixError {
  /// Nix's own last error, in one line.
  String text();

  /// A path, perhaps one that the wanted path needs, that the bucket does not have.
  record Missing(String path, String text) implements NixError {}

  /// A path without a signature by a trusted key.
  record Untrusted(String path, String text) implements NixError {}

  /// A path that the bucket has a narinfo of, but not its archive.
  record NoArchive(String text) implements NixError {}

  /// An archive that is not what its narinfo says.
  record Damaged(String text) implements NixError {}

  record DiskFull(String text) implements NixError {}

  /// Nix's daemon, through which it was asked, does not answer.
  record DaemonAway(String text) implements NixError {}

  record Other(String text) implements NixError {}

  static NixError parse(String stderr) {
    String text = last(stderr);
    if (Grammar.FULL.matcher(stderr).find()) {
      return new DiskFull(text);
    }
    if (Grammar.DAEMON.matcher(stderr).find()) {
      return new DaemonAway(text);
    }
    Matcher untrusted = Grammar.UNTRUSTED.matcher(stderr);
    if (untrusted.find()) {
      return new Untrusted(untrusted.group(1), text);
    }
    if (Grammar.NO_ARCHIVE.matcher(stderr).find()) {
      return new NoArchive(text);
    }
    if (Grammar.DAMAGED.matcher(stderr).find()) {
      return new Damaged(text);
    }
    return Grammar.MISSING.stream()
        .map(pattern -> pattern.matcher(stderr))
        .filter(Matcher::find)
        .<NixError>map(missing -> new Missing(missing.group(1), text))
        .findFirst()
        .orElseGet(() -> new Other(text));
  }

  /// The last `error:` with the indented lines that belong to it, in one line; without one, the
  /// last line at all.
  static String last(String stderr) {
    String clean = Grammar.COLOUR.matcher(stderr).replaceAll("");
    String found = "nix said nothing";
    boolean inError = false;
    for (String line : clean.lines().filter(text -> !text.isBlank()).toList()) {
      String text = line.strip();
      boolean starts = text.startsWith("error:") && text.length() > "error:".length();
      if (starts) {
        found = text.substring("error:".length()).strip();
        inError = true;
      } else if (inError && line.startsWith(" ")) {
        found = found + " " + text;
      } else if (!inError) {
        found = text;
      }
    }
    return found.length() <= Grammar.LONGEST ? found : found.substring(0, Grammar.LONGEST) + "…";
  }

  /// The sentences of Nix.
  final class Grammar {
    private static final int LONGEST = 500;
    private static final String PATH = "'(/nix/store/[^']+)'";

    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*[A-Za-z]");
    private static final Pattern FULL =
        Pattern.compile("No space left on device|Disk quota exceeded|database or disk is full");
    private static final Pattern DAEMON =
        Pattern.compile(
            "cannot (?:connect to|open connection to|create) [^\n]*(?:daemon-socket|store 'daemon'|remote store)"
                + "|Nix daemon disconnected unexpectedly");
    private static final Pattern UNTRUSTED =
        Pattern.compile(PATH + "[^']{0,40}lacks a (?:valid signature|signature by a trusted key)");
    private static final Pattern NO_ARCHIVE =
        Pattern.compile("file 'nar/[^']+' does not exist in binary cache");
    private static final Pattern DAMAGED =
        Pattern.compile(
            "(?:hash|size) mismatch importing path"
                + "|failed to read compressed data|error while decompressing|decompression (?:failed|error)"
                + "|input compression not recognized|[Ff]ailed to open archive"
                + "|[Tt]runcated [a-z0-9]+ input|unexpected end-of-file|non-zero padding"
                + "|bad archive|does not look like a Nix archive");
    private static final List<Pattern> MISSING =
        List.of(
            Pattern.compile(PATH + " is required, but there is no substituter that can build it"),
            Pattern.compile("path " + PATH + " is not valid"),
            Pattern.compile("path " + PATH + " does not exist"),
            Pattern.compile("path " + PATH + " is not available"),
            Pattern.compile("don't know how to build these paths[^:]*:\\s+(/nix/store/\\S+)"));

    private Grammar() {}
  }
}
