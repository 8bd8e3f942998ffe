package slipway.deployer.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The report that was written last.
///
/// @param at when
/// @param report what it said, with 1970 for its own time; empty where an earlier process wrote it
public record Repeat(Instant at, byte[] report) {
  /// Null where that says something else.
  static @Nullable Repeat of(Sent sent, String digest) {
    return sent.at() != null && sent.digest().equals(digest)
        ? new Repeat(sent.at(), new byte[0])
        : null;
  }

  /// How it reads where the time stands.
  public static final String TIME = Instant.EPOCH.toString();

  /// The same with another time.
  public byte[] at(Instant now) {
    return new String(report, UTF_8).replace(TIME, now.toString()).getBytes(UTF_8);
  }

  /// Somebody has to write it again after this, so that its readers know that the host is there.
  public static final Duration AFTER = Sent.REPEAT;
}
