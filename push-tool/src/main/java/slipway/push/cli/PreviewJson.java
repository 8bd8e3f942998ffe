package slipway.push.cli;

import java.util.Collection;
import java.util.Locale;
import slipway.push.history.ServiceDifference;
import slipway.push.preview.HostEffects;
import slipway.push.preview.NamesDifference;
import slipway.push.preview.Preview;
import slipway.push.preview.Replaced;
import slipway.push.preview.ServiceEffects;
import slipway.push.preview.UnitDifference;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A preview for programs: `hosts` and `services`. Of `env` there are names and no values.
final class PreviewJson {
  private PreviewJson() {}

  static void put(Preview preview, ObjectNode document) {
    ArrayNode hosts = document.putArray("hosts");
    preview.hosts().forEach(host -> hosts.add(host(host)));
    putServices(preview, document);
  }

  static void putServices(Preview preview, ObjectNode document) {
    ArrayNode services = document.putArray("services");
    preview.services().forEach(service -> services.add(service(service)));
  }

  private static ObjectNode host(HostEffects host) {
    ObjectNode json = Report.object().put("host", host.host());
    ArrayNode actions = json.putArray("actions");
    host.actions()
        .forEach(action ->
            actions
                .addObject()
                .put("action", action.act().name().toLowerCase(Locale.ROOT))
                .put("service", action.service()));
    return json;
  }

  private static ObjectNode service(ServiceEffects service) {
    ObjectNode json =
        Report.object()
            .put("service", service.service())
            .put(
                "change",
                switch (service.difference()) {
                  case ServiceDifference.Added _ -> "added";
                  case ServiceDifference.Removed _ -> "removed";
                  case ServiceDifference.Changed _ -> "changed";
                });
    service.storePath().ifPresent(replaced -> json.set("storePath", replaced(replaced)));
    service.revision().ifPresent(replaced -> json.set("revision", replaced(replaced)));
    if (!service.hosts().isEmpty()) {
      json.set("hosts", names(service.hosts()));
    }
    if (!service.env().isEmpty()) {
      json.set("env", names(service.env()));
    }
    service.route().ifPresent(replaced -> json.set("route", replaced(replaced)));
    ArrayNode units = json.putArray("units");
    service.units().forEach(unit -> units.add(unit(unit)));
    json.set("otherSettings", texts(service.otherSettings()));
    return json;
  }

  private static ObjectNode unit(UnitDifference unit) {
    ObjectNode json =
        Report.object()
            .put("unit", unit.unit())
            .put("change", unit.what().name().toLowerCase(Locale.ROOT));
    ArrayNode lines = json.putArray("lines");
    unit.lines().forEach(line -> lines.add((line.isNew() ? "+" : "-") + line.text()));
    return json;
  }

  /// Each null where there is none.
  private static ObjectNode replaced(Replaced replaced) {
    return Report.object().put("before", replaced.before()).put("after", replaced.after());
  }

  private static ObjectNode names(NamesDifference names) {
    ObjectNode json = Report.object();
    json.set("added", texts(names.added()));
    json.set("removed", texts(names.removed()));
    json.set("changed", texts(names.changed()));
    return json;
  }

  private static ArrayNode texts(Collection<String> texts) {
    ArrayNode json = Report.array();
    texts.forEach(json::add);
    return json;
  }
}
