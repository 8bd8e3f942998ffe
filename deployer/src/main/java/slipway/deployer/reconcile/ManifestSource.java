package slipway.deployer.reconcile;

import org.jspecify.annotations.Nullable;

/// Where the manifest comes from.
public interface ManifestSource {
  /// One conditional read.
  ///
  /// @param etag of the manifest that the host goes by, null to read in any case
  Polled poll(@Nullable String etag);

  /// What the bucket said.
  sealed interface Polled {
    record Unchanged() implements Polled {}

    /// @param etag empty where it does not belong to these bytes for certain
    /// @param signature the object's signature metadata, null where it has none
    record Fetched(byte[] manifest, String etag, @Nullable String signature) implements Polled {}

    /// There is one, which was not read because it is larger than a manifest may be.
    ///
    /// @param reason in one sentence for people
    record TooLarge(String reason) implements Polled {}

    /// @param reason in one sentence for people
    record Unavailable(String reason) implements Polled {}
  }
}
