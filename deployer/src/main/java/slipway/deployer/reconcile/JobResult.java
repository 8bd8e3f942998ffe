package slipway.deployer.reconcile;

/// How systemd says that a job ended (JobRemoved in org.freedesktop.systemd1(5)).
public sealed interface JobResult {
  record Done() implements JobResult {}

  /// @param result `failed`, `timeout`, `dependency`, `canceled` …
  /// @param detail for people: the unit's own result, exit status and what to type to see more
  record NotDone(String result, String detail) implements JobResult {}
}
