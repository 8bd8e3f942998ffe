package slipway.deployer.notify;

/// Where messages go.
public interface Sink {
  /// By which it is known from one pass to the next.
  String name();

  /// Returns within the time that the settings give it.
  Delivery deliver(Letter letter);

  /// What became of a letter.
  sealed interface Delivery {
    record Delivered() implements Delivery {}

    /// @param reason in one sentence for people, without a secret
    record Failed(String reason) implements Delivery {}
  }
}
