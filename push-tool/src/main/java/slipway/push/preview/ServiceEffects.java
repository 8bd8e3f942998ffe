package slipway.push.preview;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import slipway.manifest.Http;
import slipway.manifest.Service;
import slipway.manifest.StorePath;
import slipway.push.history.ServiceDifference;

/// What becomes of one service, wherever it runs.
///
/// @param difference says whether it comes, goes or changes
/// @param env the names of its variables
/// @param route as Caddy gets it, in a line
/// @param otherSettings fields of the entry that differ and show in nothing else here
public record ServiceEffects(
    ServiceDifference difference,
    Optional<Replaced> storePath,
    Optional<Replaced> revision,
    NamesDifference hosts,
    NamesDifference env,
    Optional<Replaced> route,
    List<UnitDifference> units,
    List<String> otherSettings) {
  private static final String HTTP = "http";

  /// In the names of hosts and variables, or in lines of units.
  private static final Set<String> SHOWN =
      Set.of("hosts", "env", "exec", "envFile", "systemd", "hardening");

  public ServiceEffects {
    units = List.copyOf(units);
    otherSettings = List.copyOf(otherSettings);
  }

  static ServiceEffects of(ServiceDifference difference) {
    Service before = difference.before().orElse(null);
    Service after = difference.after().orElse(null);
    List<UnitDifference> units = UnitDifference.between(before, after);
    return new ServiceEffects(
        difference,
        Replaced.between(path(before), path(after)),
        Replaced.between(revision(before), revision(after)),
        NamesDifference.between(hosts(before), hosts(after)),
        NamesDifference.between(env(before), env(after)),
        Replaced.between(route(before), route(after)),
        units,
        difference.settings().stream()
            .filter(setting ->
                setting.equals(HTTP)
                    ? Objects.equals(route(before), route(after))
                    : !SHOWN.contains(setting))
            .toList());
  }

  public String service() {
    return difference.service();
  }

  /// The two closures to compare, where it runs another one from now on.
  public Optional<Closures> closures() {
    return storePath.flatMap(paths ->
        paths.before() == null || paths.after() == null
            ? Optional.empty()
            : Optional.of(new Closures(StorePath.of(paths.before()), StorePath.of(paths.after()))));
  }

  /// The closure that gives way to another one.
  public record Closures(StorePath before, StorePath after) {}

  private static @Nullable String path(@Nullable Service service) {
    return service == null ? null : service.storePath().toString();
  }

  private static @Nullable String revision(@Nullable Service service) {
    return service == null ? null : service.revision();
  }

  private static List<String> hosts(@Nullable Service service) {
    return service == null ? List.of() : service.hosts();
  }

  private static Map<String, String> env(@Nullable Service service) {
    return service == null ? Map.of() : service.env();
  }

  private static @Nullable String route(@Nullable Service service) {
    Http http = service == null ? null : service.http();
    return http == null
        ? null
        : http.domain()
            + http.path()
            + " -> 127.0.0.1:"
            + http.internalPort()
            + (http.standbyPort() == null ? "" : " or " + http.standbyPort())
            + (http.stripPath() && !http.path().equals("/") ? ", path taken off" : "");
  }
}
