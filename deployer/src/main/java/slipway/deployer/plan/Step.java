package slipway.deployer.plan;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import slipway.deployer.plan.Action.StartRelease;
import slipway.manifest.StorePath;
import slipway.unit.UnitFile;

/// An action in words, a line for each thing that it changes: what `plan` prints and `sync`
/// reports.
///
/// @param service `-` where the line is for several
/// @param object a store path, a unit, a route; may be empty
public record Step(String verb, String service, String object) {

  public static List<Step> of(Plan plan) {
    return plan.actions().stream().flatMap(action -> of(action).stream()).toList();
  }

  public static List<Step> of(Action action) {
    return switch (action) {
      case Action.AddRoot(String service, StorePath path) -> one("root", service, path);
      case Action.CopyClosures(var byService) ->
          byService.entrySet().stream()
              .map(copy -> new Step("copy", copy.getKey(), copy.getValue().toString()))
              .toList();
      case Action.CheckRelease(Release release, var _) ->
          one("check", release.service().name(), "release " + release.number());
      case Action.SetProfile(String service, StorePath path) -> one("profile", service, path);
      case Action.WriteUnit(String service, UnitFile unit) -> one("write", service, unit.name());
      case Action.LoadUnits(var byUnit) ->
          one("load", "-", byUnit.isEmpty() ? "daemon-reload" : String.join(" ", byUnit.keySet()));
      case StartRelease start ->
          one(
              start.how().name().toLowerCase(Locale.ROOT),
              start.service(),
              start.unit() + " release " + start.release().number());
      case Action.UpdateRoutes(var put, var drop) ->
          Stream.concat(
                  put.stream().map(Step::route),
                  drop.stream().map(service -> new Step("unroute", service, "")))
              .toList();
      case Action.Serve serve ->
          one(
              "serve",
              serve.service(),
              serve.instance().mainUnit() + " release " + serve.release().number());
      case Action.Point(String service, Side side) ->
          one("point", service, "to its " + side.name().toLowerCase(Locale.ROOT) + " port");
      case Action.StopUnit(String service, String unit) -> one("stop", service, unit);
      case Action.DeleteUnit(String service, String unit) -> one("delete", service, unit);
      case Action.PruneProfile(String service, var keep) ->
          one("prune", service, "profile keeps " + keep.size());
      case Action.RemoveProfile(String service) -> one("unprofile", service, "");
      case Action.DropRoot(String service, StorePath path) -> one("unroot", service, path);
      case Action.RecordStopped(String service) -> one("record", service, "stopped");
      case Action.RecordDrained(String service, var _) -> one("record", service, "drained");
      case Action.Forget(String service) -> one("forget", service, "");
    };
  }

  private static Step route(Route route) {
    return new Step(
        "route",
        route.service(),
        route.domain()
            + route.path()
            + " -> 127.0.0.1:"
            + route.port()
            + (route.standbyPort() == null ? "" : " or " + route.standbyPort()));
  }

  private static List<Step> one(String verb, String service, Object object) {
    return List.of(new Step(verb, service, object.toString()));
  }

  /// Aligned, for people.
  @Override
  public String toString() {
    return "%-9s %-20s %s".formatted(verb, service, object).stripTrailing();
  }
}
