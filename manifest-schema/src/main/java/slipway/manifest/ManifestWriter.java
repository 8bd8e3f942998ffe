package slipway.manifest;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A manifest as the bytes that are signed and stored.
public final class ManifestWriter {
  private ManifestWriter() {}

  /// Indented, every service in its canonical form, a newline at the end; equal manifests give
  /// equal bytes.
  public static byte[] write(Manifest manifest) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("version", Manifest.VERSION);
    document.put("generation", manifest.generation().toString());
    if (manifest.pushedBy() != null) {
      document.put("pushedBy", manifest.pushedBy());
    }
    if (manifest.freeze() != null) {
      document.set("freeze", freeze(manifest.freeze()));
    }
    ArrayNode services = document.putArray("services");
    manifest.services().forEach(service -> services.add(ServiceJson.write(service)));
    return Json.pretty(document);
  }

  static ObjectNode freeze(Freeze freeze) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("reason", freeze.reason())
        .put("by", freeze.by())
        .put("since", freeze.since().toString());
  }
}
