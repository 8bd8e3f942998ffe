package slipway.deployer.report;

/// Keeps what is known of earlier reports for the next process. A report is never worth a failure,
/// so neither method throws: what cannot be read is [Sent#NOTHING], and what cannot be kept is not.
public interface SentStore {
  Sent load();

  void keep(Sent sent);
}
