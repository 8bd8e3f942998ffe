package slipway.push.change;

import slipway.manifest.Manifest;

/// A manifest that somebody trusted here has signed, and that keeps every rule.
public record VerifiedManifest(StoredManifest stored, Manifest manifest) {
  public byte[] bytes() {
    return stored.bytes();
  }
}
