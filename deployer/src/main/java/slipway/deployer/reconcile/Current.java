package slipway.deployer.reconcile;

import org.jspecify.annotations.Nullable;
import slipway.deployer.plan.Accepted;
import slipway.manifest.Manifest;

/// The manifest that a pass goes by, and what there is to say about the one in the bucket.
///
/// @param manifest null where the host has never accepted one
/// @param taken what to record, null where nothing new was accepted
/// @param refused why the manifest in the bucket is not gone by, null where it is
/// @param unavailable why the bucket could not be asked, null where it could
record Current(
    @Nullable Manifest manifest,
    @Nullable Taken taken,
    @Nullable String refused,
    @Nullable String unavailable) {

  /// A manifest accepted just now.
  ///
  /// @param before the one to go by where it cannot be kept, null where there is none
  record Taken(byte[] document, Accepted accepted, @Nullable Manifest before) {}
}
