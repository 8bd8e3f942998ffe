package slipway.push.change;

import slipway.manifest.Manifest;

/// A manifest that somebody trusted here has signed, and that keeps every rule.
///
/// @param signedBy the name of a trusted key with a good signature
public record VerifiedManifest(StoredManifest stored, Manifest manifest, String signedBy) {
  public byte[] bytes() {
    return stored.bytes();
  }
}
