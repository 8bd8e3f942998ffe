package slipway.manifest;

import java.time.Instant;
import java.util.regex.Pattern;

/// What every new manifest says of itself: when it was made, and by whom.
///
/// @param pushedBy for people, and no proof of anything: the signature says which key it was. Made
///   fit for a manifest: one printable line, cut at 200 characters
public record Stamp(Instant generation, String pushedBy) {
  /// As `maxLength` in the schema.
  static final int LONGEST = 200;

  private static final Pattern UNFIT = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]+");

  public Stamp {
    String line = UNFIT.matcher(pushedBy).replaceAll(" ").strip();
    int length = Math.min(LONGEST, line.codePointCount(0, line.length()));
    line = line.substring(0, line.offsetByCodePoints(0, length)).strip();
    pushedBy = line.isEmpty() ? "somebody" : line;
  }
}
