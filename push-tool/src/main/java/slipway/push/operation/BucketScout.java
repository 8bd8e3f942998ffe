package slipway.push.operation;

import java.util.Optional;
import slipway.cache.BucketSettings;
import slipway.push.outcome.Failure;

/// Looks at a bucket before anybody settles on it.
public interface BucketScout {
  Found look(BucketSettings settings) throws Failure;

  /// Makes a bucket that is missing.
  void create(BucketSettings settings) throws Failure;

  /// What a look came to.
  sealed interface Found {
    /// It can be used.
    ///
    /// @param lacking why conditional writes are not to be had; empty where they are
    record Usable(Optional<String> lacking) implements Found {}

    /// There is none of that name, and these credentials were taken.
    record Missing() implements Found {}

    /// @param problem what to do about it, too
    record Unusable(String problem) implements Found {}
  }
}
