package slipway.push.cli;

import slipway.push.operation.Closures.Uploaded;
import tools.jackson.databind.node.ObjectNode;

/// What an upload looks like in a report.
public final class UploadReport {
  private UploadReport() {}

  public static String text(Uploaded uploaded) {
    return "%d paths in the cache, all signed; wrote %d objects, %d bytes"
            .formatted(uploaded.paths(), uploaded.objectsWritten(), uploaded.bytesWritten())
        + (uploaded.resigned() == 0
            ? ""
            : "; signed %d that were there without our signature".formatted(uploaded.resigned()));
  }

  static ObjectNode json(Uploaded uploaded) {
    return Report.object()
        .put("paths", uploaded.paths())
        .put("objectsWritten", uploaded.objectsWritten())
        .put("bytesWritten", uploaded.bytesWritten())
        .put("signedAfterwards", uploaded.resigned());
  }
}
