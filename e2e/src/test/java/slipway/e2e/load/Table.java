package slipway.e2e.load;

/// What the visitors of a [Load] met, for people.
final class Table {
  private Table() {}

  static String of(Load load) {
    StringBuilder table = new StringBuilder();
    table.append(
        "  %-26s %9s %7s %8s   %-25s %-25s%n"
            .formatted("", "", "", "", "at rest, ms", "while updating, ms"));
    table.append(
        "  %-26s %9s %7s %8s   %7s %7s %8s   %7s %7s %8s%n"
            .formatted(
                "visitors",
                "requests",
                "failed",
                "retried",
                "p50",
                "p99",
                "max",
                "p50",
                "p99",
                "max"));
    for (Manner manner : Manner.values()) {
      Ledger ledger = load.ledger(manner);
      table.append(
          "  %-26s %9d %7d %8d   %s   %s%s%n"
              .formatted(
                  manner,
                  ledger.requests(),
                  ledger.failed(),
                  ledger.retries(),
                  quantiles(ledger.latency(Phase.REST)),
                  quantiles(ledger.latency(Phase.UPDATING)),
                  ledger.how().isEmpty() ? "" : "   " + ledger.how()));
    }
    for (Held held : Held.values()) {
      table.append("  %-26s %s%n".formatted(held, load.held(held)));
    }
    return table.toString();
  }

  private static String quantiles(Histogram latency) {
    return "%7.1f %7.1f %8.1f"
        .formatted(latency.quantile(0.5), latency.quantile(0.99), latency.max());
  }
}
