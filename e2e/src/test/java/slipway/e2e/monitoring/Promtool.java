package slipway.e2e.monitoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import slipway.e2e.host.Output;

/// Prometheus' own tool, on this machine.
public final class Promtool {
  private static final int LIMIT_SECONDS = 60;

  private Promtool() {}

  public static Output run(String... arguments) {
    return runOn("", arguments);
  }

  /// What it finds wrong with numbers in the text format.
  public static Output checkMetrics(String text) {
    return runOn(text, "check", "metrics");
  }

  private static Output runOn(String input, String... arguments) {
    List<String> command = new ArrayList<>(List.of("promtool"));
    command.addAll(List.of(arguments));
    try {
      Path in = Files.createTempFile("promtool", ".in");
      Path err = Files.createTempFile("promtool", ".err");
      try {
        Files.writeString(in, input);
        Process process =
            new ProcessBuilder(command)
                .redirectInput(in.toFile())
                .redirectError(err.toFile())
                .start();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
          process.destroy();
          throw new IllegalStateException(command + " does not end");
        }
        return new Output(command, process.exitValue(), out, Files.readString(err));
      } finally {
        Files.delete(in);
        Files.delete(err);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run promtool; `e2e/host/install --promtool`", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
