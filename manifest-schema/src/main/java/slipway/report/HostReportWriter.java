package slipway.report;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A report as the bytes of its object, never more than a reader takes.
public final class HostReportWriter {
  private HostReportWriter() {}

  /// Where a host with very many failing services has too much to say, every reason is shortened.
  public static byte[] write(HostReport report) {
    for (int longest : List.of(ReportText.LONGEST_MESSAGE, ReportText.LONGEST_LINE)) {
      byte[] document = ReportJson.write(json(report, longest));
      if (document.length <= HostReportReader.MAX_BYTES) {
        return document;
      }
    }
    return ReportJson.write(json(report, 20));
  }

  private static ObjectNode json(HostReport report, int longest) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("version", HostReport.VERSION);
    root.put("host", report.host());
    root.put("namespace", report.namespace());
    root.put("deployer", report.deployer());
    root.put("at", report.at().toString());
    ObjectNode poll = root.putObject("poll").put("mode", report.poll().mode().text());
    if (report.poll().intervalSec() != null) {
      poll.put("intervalSec", report.poll().intervalSec());
    }
    ObjectNode trust = root.putObject("trust");
    report.trust().manifest().forEach(trust.putArray("manifest")::add);
    report.trust().cache().forEach(trust.putArray("cache")::add);
    AcceptedManifest accepted = report.accepted();
    if (accepted != null) {
      root.putObject("accepted")
          .put("generation", accepted.generation().toString())
          .put("digest", accepted.digest())
          .put("at", accepted.at().toString());
    }
    putText(root, "problem", report.problem());
    Pause paused = report.paused();
    if (paused != null) {
      ObjectNode pause = root.putObject("paused").put("until", paused.until().toString());
      putText(pause, "reason", paused.reason());
      putText(pause, "by", paused.by());
    }
    root.put("running", report.running());
    ArrayNode services = root.putArray("services");
    report.services().forEach(service -> put(services.addObject(), service, longest));
    return root;
  }

  private static void put(ObjectNode entry, ServiceReport service, int longest) {
    entry.put("name", service.name());
    putText(entry, "wanted", service.wanted());
    entry.put("state", service.state().text());
    putText(entry, "step", service.step());
    RunningRelease runs = service.runs();
    if (runs != null) {
      entry.put("release", runs.number()).put("storePath", runs.storePath().toString());
      putText(entry, "revision", runs.revision());
      putText(entry, "since", runs.since() == null ? null : runs.since().toString());
      ServingInstance serving = runs.serving();
      if (serving != null) {
        entry.put("port", serving.port()).put("servingSince", serving.since().toString());
      }
    }
    entry.put("health", service.health().text()).put("restarts", service.restarts());
    ServiceError error = service.error();
    if (error != null) {
      entry
          .putObject("error")
          .put("message", ReportText.clean(error.message(), longest))
          .put("at", error.at().toString());
    }
  }

  private static void putText(ObjectNode object, String key, @Nullable String text) {
    if (text != null) {
      object.put(key, text);
    }
  }
}
