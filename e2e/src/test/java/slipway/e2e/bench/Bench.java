package slipway.e2e.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Measures rows and prints their table. `e2e/bench` starts it.
public final class Bench {
  /// What a ratio may be larger than the committed one before it is taken for more than noise.
  private static final double NOISE = 0.3;

  private Bench() {}

  private enum Mode {
    PRINT,
    WRITE,
    CHECK
  }

  /// Arguments: runs, rows separated by commas or nothing for all, `PRINT`, `WRITE` or `CHECK`, the
  /// document, `e2e/beside`, and the program made of its `measure.c`.
  public static void main(String[] arguments) throws Exception {
    int runs = Integer.parseInt(arguments[0]);
    List<Row> rows = Rows.named(arguments[1]);
    Mode mode = Mode.valueOf(arguments[2]);
    Path document = Path.of(arguments[3]);
    if (Machine.isBusy()) {
      System.err.println("bench: this machine is busy, and figures will tell of that");
    }
    int status;
    try (Stage stage = Stage.set(Path.of(arguments[4]), Path.of(arguments[5]))) {
      Machine machine = Machine.of(stage.host());
      // What cannot be read is told before an hour of measuring.
      Page before = mode == Mode.PRINT ? null : read(document);
      Page now = Page.of(new Origin(machine, runs), measure(stage, rows, runs));
      System.out.printf("%n%s%n%n%s", machine.text(), Table.text(now.lines()));
      status = before == null ? 0 : conclude(mode, before, document, now);
    }
    System.exit(status);
  }

  private static List<Line> measure(Stage stage, List<Row> rows, int runs) throws Exception {
    List<Line> lines = new ArrayList<>();
    for (Row row : rows) {
      long begin = System.nanoTime();
      lines.addAll(row.measure(stage, runs));
      System.err.printf(
          "bench: %s took %d s%n",
          row.name(), Duration.ofNanos(System.nanoTime() - begin).toSeconds());
    }
    return lines;
  }

  private static Page read(Path document) throws IOException {
    return Files.exists(document)
        ? Page.parse(Files.readString(document))
        : new Page(Map.of(), List.of());
  }

  private static int conclude(Mode mode, Page before, Path document, Page now) throws IOException {
    if (mode == Mode.WRITE) {
      Files.writeString(document, before.with(now).text());
      return 0;
    }
    List<String> worse = new Judge(NOISE).worse(before.lines(), now.lines());
    worse.forEach(sentence -> System.out.println("bench: worse: " + sentence));
    System.out.printf(
        "bench: %d lines compared with %s, %d worse%n", now.lines().size(), document, worse.size());
    return worse.isEmpty() ? 0 : 1;
  }
}
