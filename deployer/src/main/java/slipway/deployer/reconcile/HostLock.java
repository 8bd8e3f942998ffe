package slipway.deployer.reconcile;

/// Lets one pass at a time change the host.
public interface HostLock {
  /// Asks once; never waits.
  ///
  /// @param owner what the holder calls itself, shown to those who come second
  Attempt take(String owner) throws HostException;

  /// What came of asking.
  sealed interface Attempt {
    record Taken(Held lock) implements Attempt {}

    /// @param holder who has it: process, command and since when
    record Busy(String holder) implements Attempt {}
  }

  /// The lock, until it is closed.
  interface Held extends AutoCloseable {
    /// Says to those who come second who has it. Until then it is an unnamed process, and nothing
    /// is written anywhere.
    default void announce() {}

    @Override
    void close() throws HostException;
  }
}
