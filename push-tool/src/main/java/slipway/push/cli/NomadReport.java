package slipway.push.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import slipway.manifest.Generation;
import slipway.push.cli.NewFiles.Written;
import slipway.push.nomad.Export;
import slipway.push.nomad.Warning;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What `export nomad` wrote, and what it could not write.
final class NomadReport {
  private NomadReport() {}

  static String text(Export export, List<Written> written) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "manifest "
            + Generation.archiveName(export.generation())
            + (export.pushedBy() == null ? "" : "  " + export.pushedBy()));
    written.forEach(one -> lines.add(one.action().text() + " " + one.file()));
    if (!export.warnings().isEmpty()) {
      lines.add("Not in the jobs, or not by themselves:");
    }
    // One line for all services that the same is true of.
    Map<String, List<String>> services = new LinkedHashMap<>();
    for (Warning warning : export.warnings()) {
      services
          .computeIfAbsent(warning.field() + ": " + warning.message(), _ -> new ArrayList<>())
          .add(warning.service());
    }
    services.forEach((text, names) -> {
      lines.add("  " + text);
      if (!names.getFirst().isEmpty()) {
        lines.add("    (" + String.join(", ", names) + ")");
      }
    });
    return String.join("\n", lines);
  }

  static ObjectNode json(Export export, List<Written> written) {
    ObjectNode document = Report.object().put("generation", export.generation().toString());
    if (export.pushedBy() != null) {
      document.put("pushedBy", export.pushedBy());
    }
    ArrayNode files = document.putArray("files");
    for (int i = 0; i < written.size(); i++) {
      files
          .addObject()
          .put("service", export.jobs().get(i).service())
          .put("file", written.get(i).file().toString())
          .put("action", written.get(i).action().text());
    }
    ArrayNode warnings = document.putArray("warnings");
    for (Warning warning : export.warnings()) {
      warnings
          .addObject()
          .put("service", warning.service())
          .put("field", warning.field())
          .put("message", warning.message());
    }
    return document;
  }
}
