package slipway.deployer.report;

/// Where the report of this host goes.
public interface ReportBucket {
  /// Replaces the report that is there.
  Delivery put(byte[] report);

  /// What the bucket said.
  sealed interface Delivery {
    record Written() implements Delivery {}

    /// It will say so again unless somebody changes something.
    ///
    /// @param reason in one sentence for people
    record Refused(String reason) implements Delivery {}

    /// No answer, or trouble of the server's.
    record Failed(String reason) implements Delivery {}
  }
}
