package slipway.push.cli;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import slipway.manifest.Freeze;
import slipway.push.fleet.Cell;
import slipway.push.fleet.Fleet;
import slipway.push.fleet.HostStatus;
import slipway.push.fleet.Outcome;
import slipway.push.fleet.Sighting;
import slipway.report.HostReport;
import slipway.report.RunningRelease;
import slipway.report.ServiceError;
import slipway.report.ServiceReport;
import slipway.report.ServingInstance;
import tools.jackson.databind.node.ObjectNode;

/// A fleet for programs.
final class StatusJson {
  private StatusJson() {}

  static ObjectNode of(Fleet fleet) {
    ObjectNode document = Report.object();
    document.put("generation", fleet.manifest().generation().toString());
    put(document, "pushedBy", fleet.manifest().pushedBy());
    Freeze freeze = fleet.manifest().freeze();
    if (freeze != null) {
      document
          .putObject("freeze")
          .put("reason", freeze.reason())
          .put("by", freeze.by())
          .put("since", freeze.since().toString());
    }
    document.put("asTheManifestSays", fleet.outcome() == Outcome.DEPLOYED);
    ObjectNode hosts = document.putObject("hosts");
    fleet.hosts().forEach(host -> put(hosts.putObject(host.host()), host));
    return document;
  }

  private static void put(ObjectNode entry, HostStatus host) {
    entry.put("standing", host.standing().name().toLowerCase(Locale.ROOT));
    if (host.sighting() instanceof Sighting.Reported(HostReport report, var written)) {
      entry.put("reported", written.toString()).put("deployer", report.deployer());
      if (report.accepted() != null) {
        entry.put("generation", report.accepted().generation().toString());
      }
    }
    host.notes().forEach(entry.putArray("notes")::add);
    ObjectNode services = entry.putObject("services");
    for (Map.Entry<String, Cell> cell : host.cells().entrySet()) {
      ObjectNode service = services.putObject(cell.getKey());
      service.put(
          "state", cell.getValue().state().name().toLowerCase(Locale.ROOT).replace('_', '-'));
      cell.getValue().reported().ifPresent(reported -> put(service, reported));
    }
  }

  private static void put(ObjectNode entry, ServiceReport service) {
    RunningRelease runs = service.runs();
    if (runs != null) {
      entry.put("release", runs.number()).put("storePath", runs.storePath().toString());
      put(entry, "revision", runs.revision());
      put(entry, "since", runs.since() == null ? null : runs.since().toString());
      ServingInstance serving = runs.serving();
      if (serving != null) {
        entry.put("port", serving.port()).put("servingSince", serving.since().toString());
      }
    }
    put(entry, "step", service.step());
    entry.put("health", service.health().text()).put("restarts", service.restarts());
    ServiceError error = service.error();
    put(entry, "error", error == null ? null : error.message());
  }

  private static void put(ObjectNode entry, String key, @Nullable String text) {
    if (text != null) {
      entry.put(key, text);
    }
  }
}
