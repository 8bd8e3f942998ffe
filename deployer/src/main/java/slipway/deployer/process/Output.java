package slipway.deployer.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/// What a program writes to one stream, read as it comes so that the program never waits for us.
final class Output {
  /// How long the stream may stay open after the program ended: a process that it left behind can
  /// hold it for ever.
  private static final Duration AFTER_END = Duration.ofMillis(500);

  private static final int LONGEST_LINE = 8 * 1024;

  private final StringBuilder kept = new StringBuilder();
  private final StringBuilder line = new StringBuilder();
  private final int limit;
  private final Consumer<String> lines;
  private final Thread reading;

  private Output(BufferedReader stream, int limit, Consumer<String> lines) {
    this.limit = limit;
    this.lines = lines;
    this.reading = Thread.ofPlatform().daemon().name("output").unstarted(() -> readAll(stream));
  }

  static Output of(BufferedReader stream, int limit, Consumer<String> lines) {
    Output output = new Output(stream, limit, lines);
    output.reading.start();
    return output;
  }

  /// The last part of what was written. To be asked when the program has ended.
  String text() throws InterruptedException {
    reading.join(AFTER_END);
    synchronized (kept) {
      return kept.substring(Math.max(0, kept.length() - limit));
    }
  }

  private void readAll(BufferedReader stream) {
    char[] buffer = new char[8192];
    try (stream) {
      for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
        keep(buffer, count);
        split(buffer, count);
      }
    } catch (IOException _) {
      // The stream is closed under the reader when the program is killed; what came before counts.
    }
    endLine();
  }

  private void keep(char[] buffer, int count) {
    synchronized (kept) {
      kept.append(buffer, 0, count);
      if (kept.length() > 2 * limit) {
        kept.delete(0, kept.length() - limit);
      }
    }
  }

  private void split(char[] buffer, int count) {
    for (int i = 0; i < count; i++) {
      if (buffer[i] == '\n' || buffer[i] == '\r') {
        endLine();
      } else if (line.length() < LONGEST_LINE) {
        line.append(buffer[i]);
      }
    }
  }

  private void endLine() {
    if (!line.isEmpty()) {
      lines.accept(line.toString());
      line.setLength(0);
    }
  }
}
