package slipway.e2e.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The document with the figures: all of it is written by this, and its figures are read back.
///
/// @param origins by row
record Page(Map<String, Origin> origins, List<Line> lines) {
  private static final Pattern MEASURED =
      Pattern.compile("- Measured on (.+), (\\d+) runs: (`\\S+`(?:, `\\S+`)*)");

  Page {
    origins = Map.copyOf(origins);
    lines = List.copyOf(lines);
    for (Line line : lines) {
      if (!origins.containsKey(line.row())) {
        throw new IllegalArgumentException(
            "wanted a line that starts with `- Measured on` and names " + line.row());
      }
    }
  }

  static Page of(Origin origin, List<Line> lines) {
    Map<String, Origin> origins = new HashMap<>();
    lines.forEach(line -> origins.put(line.row(), origin));
    return new Page(origins, lines);
  }

  static Page parse(String text) {
    Map<String, Origin> origins = new HashMap<>();
    for (String line : text.lines().toList()) {
      Matcher measured = MEASURED.matcher(line);
      if (measured.matches()) {
        Origin origin =
            new Origin(new Machine(measured.group(1)), Integer.parseInt(measured.group(2)));
        for (String row : measured.group(3).split(", ", -1)) {
          origins.put(row.replace("`", ""), origin);
        }
      }
    }
    return new Page(origins, Table.parse(text));
  }

  /// The same with other figures for some rows.
  Page with(Page measured) {
    Map<String, Origin> all = new HashMap<>(origins);
    all.putAll(measured.origins);
    return new Page(all, Rows.replaced(lines, measured.lines));
  }

  String text() {
    return """
    # How fast it is

    Written by `make bench WRITE=1`; do not edit. One throwaway host with real systemd, Nix and Caddy, and a real S3 server
    (Ceph's radosgw) on its loopback. Whoever stands in a line took turns with the others in it, run by run. Figures are the
    median of the runs, with the least and the most in brackets. Times are those of the machine that a row was measured on;
    ratios are what to compare.

    - **Slipway**: the two commands as they are shipped, after `libexec/rehearse`.
    - **floor**: a shell script that does only that work with standard tools, in `e2e/beside`. It checks no signature of a
      manifest, records nothing and brings nothing back.
    - **usual**: what deployers that poll S3 do with the AWS CLI: ask for an ETag, download where it is another. The CLI runs
      on the machine that the host runs on.
    - An empty column: %s

    %s

    %s
    ## What a row measures

    %s
    """
        .formatted(notes(), measured(), Table.text(lines), legend());
  }

  private String measured() {
    Map<Origin, List<String>> rows = new LinkedHashMap<>();
    for (Row row : Rows.ALL) {
      Origin origin = origins.get(row.name());
      if (origin != null) {
        rows.computeIfAbsent(origin, _ -> new ArrayList<>()).add("`" + row.name() + "`");
      }
    }
    return rows.entrySet().stream()
        .map(each ->
            "- Measured on %s, %d runs: %s"
                .formatted(
                    each.getKey().machine().text(),
                    each.getKey().runs(),
                    String.join(", ", each.getValue())))
        .collect(Collectors.joining("\n"));
  }

  private static String notes() {
    return Rows.ALL.stream()
        .filter(row -> !row.note().isEmpty())
        .map(row -> "`%s`: %s".formatted(row.name(), row.note()))
        .collect(Collectors.joining(" "));
  }

  private static String legend() {
    return Rows.ALL.stream()
        .map(row -> "- `%s`: %s.".formatted(row.name(), row.about()))
        .collect(Collectors.joining("\n"));
  }
}
