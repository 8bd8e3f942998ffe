package slipway.deployer.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What is left to say of a poll at which nothing has changed: when it was. Made by a pass for the
/// glances after it, which are not to count, render or load anything.
///
/// @param tally the file whose time of change says when a glance last found the host at rest
/// @param textfile null where the host has none
/// @param generation of the manifest, null before the first
/// @param text for it, with [#NOW] and [#AGE] where times belong
public record Pulse(
    Path tally, @Nullable Path textfile, @Nullable Instant generation, String text) {
  /// No label has a control character, since no manifest may.
  private static final String NOW = "\u0001";

  private static final String AGE = "\u0002";

  /// @param text as it is now
  static Pulse of(Path tally, Path textfile, @Nullable Instant generation, String text) {
    return new Pulse(
        tally,
        textfile,
        generation,
        text.lines().map(Pulse::timeless).collect(Collectors.joining("\n", "", "\n")));
  }

  private static String timeless(String line) {
    if (isOf(Metric.POLLED, line) || isOf(Metric.PASSED, line)) {
      return line.substring(0, line.indexOf(' ') + 1) + NOW;
    }
    return isOf(Metric.AGE, line) ? line.substring(0, line.indexOf(' ') + 1) + AGE : line;
  }

  private static boolean isOf(Metric metric, String line) {
    return line.startsWith(metric.title() + " ");
  }

  /// The host is at rest still, at this moment.
  ///
  /// @throws IOException where that could not be said
  public void beat(Instant now) throws IOException {
    if (textfile != null) {
      AtomicFile.replace(textfile, at(now));
    }
    Files.setLastModifiedTime(tally, FileTime.from(now));
  }

  private String at(Instant now) {
    String said = text.replace(NOW, Double.toString(seconds(now)));
    return generation == null ? said : said.replace(AGE, Double.toString(seconds(generation, now)));
  }

  static double seconds(Instant time) {
    return seconds(Instant.EPOCH, time);
  }

  static double seconds(Instant from, Instant to) {
    return (to.toEpochMilli() - from.toEpochMilli()) / 1e3;
  }
}
