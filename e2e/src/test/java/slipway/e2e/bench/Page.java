package slipway.e2e.bench;

import java.util.List;
import java.util.stream.Collectors;

/// The document with the figures: all of it is written by this, and its figures are read back.
///
/// @param machine they were measured on
record Page(Machine machine, int runs, List<Line> lines) {
  private static final String MACHINE = "Measured on: ";
  private static final String RUNS = "Runs: ";

  static Page parse(String text) {
    return new Page(
        new Machine(after(text, MACHINE)), Integer.parseInt(after(text, RUNS)), Table.parse(text));
  }

  private static String after(String text, String start) {
    return text.lines()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("wanted a line that starts with " + start));
  }

  /// The same with other figures for some rows.
  ///
  /// @throws IllegalStateException where other rows stay, and those are of another machine
  Page with(Machine other, int otherRuns, List<Line> measured) {
    List<Line> all = Rows.replaced(lines, measured);
    if (all.size() > measured.size() && !machine.equals(other)) {
      throw new IllegalStateException(
          "the document has figures of %s; this is %s: measure all rows here (no ROWS=)"
              .formatted(machine.text(), other.text()));
    }
    return new Page(
        other, all.size() > measured.size() ? Math.min(runs, otherRuns) : otherRuns, all);
  }

  String text() {
    return """
    # How fast it is

    Written by `make bench WRITE=1`; do not edit. One throwaway host with real systemd, Nix and Caddy, and a real S3 server
    (Ceph's radosgw) on its loopback. Whoever stands in a line took turns with the others in it, run by run. Figures are the
    median of the runs, with the least and the most in brackets. Times are this machine's; ratios are what to compare.

    - **Slipway**: the two commands as they are shipped, after `libexec/rehearse`.
    - **floor**: a shell script that does only that work with standard tools, in `e2e/beside`. It checks no signature of a
      manifest, records nothing and brings nothing back.
    - **usual**: what deployers that poll S3 do with the AWS CLI: ask for an ETag, download where it is another. The CLI runs
      on the machine that the host runs on.
    - An empty column: %s

    %s%s

    %s%d

    %s
    ## What a row measures

    %s
    """
        .formatted(notes(), MACHINE, machine.text(), RUNS, runs, Table.text(lines), legend());
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
