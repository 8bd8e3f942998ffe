package slipway.push.cli;

import slipway.push.change.VerifiedManifest;
import tools.jackson.databind.node.ObjectNode;

/// Who made a manifest: what they said, and the key that proves it.
final class Who {
  private Who() {}

  static String text(VerifiedManifest verified) {
    String pushedBy = verified.manifest().pushedBy();
    return (pushedBy == null ? "?" : pushedBy) + " (" + verified.signedBy() + ")";
  }

  static void put(VerifiedManifest verified, ObjectNode document) {
    document.put("pushedBy", verified.manifest().pushedBy()).put("signedBy", verified.signedBy());
  }
}
