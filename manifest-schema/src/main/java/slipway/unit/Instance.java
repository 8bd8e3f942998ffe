package slipway.unit;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import slipway.manifest.Http;
import slipway.manifest.Service;

/// A place on a host where a service runs. Most services have one; a blue-green service has two,
/// which differ in their port and hold a release each.
public final class Instance {
  private final Service service;
  private final @Nullable Integer port;

  /// Made when it is first asked for, since a plan asks again and again, or not at all.
  private @Nullable String programUnit;

  /// @param service the manifest entry
  /// @param port that this instance of a blue-green service listens on; null for the only one
  public Instance(Service service, @Nullable Integer port) {
    this.service = service;
    this.port = port;
  }

  /// The one where a first release goes: on the internal port where there are two.
  public static Instance first(Service service) {
    Http http = service.http();
    return new Instance(
        service, http == null || http.standbyPort() == null ? null : http.internalPort());
  }

  /// Every place that the entry asks for, the one on the internal port first.
  public static List<Instance> all(Service service) {
    Http http = service.http();
    return http == null || http.standbyPort() == null
        ? List.of(new Instance(service, null))
        : Stream.of(http.internalPort(), http.standbyPort())
            .map(port -> new Instance(service, port))
            .toList();
  }

  public Service service() {
    return service;
  }

  public @Nullable Integer port() {
    return port;
  }

  /// The entry as this instance has to be run and checked: its own port is the only one.
  public Service asItRuns() {
    Http http = service.http();
    return http == null || port == null
        ? service
        : service.with(
            new Http(http.domain(), http.path(), port, null, http.portEnv(), http.stripPath()));
  }

  /// The port that it listens on for visitors; null where it has none.
  public @Nullable Integer listensOn() {
    Http http = service.http();
    return port != null || http == null ? port : Integer.valueOf(http.internalPort());
  }

  /// The unit to start so that the service does its work: the timer of a job, else the program's.
  public String mainUnit() {
    return service.isTimerJob() ? service.name() + ".timer" : programUnit();
  }

  /// Whether the two are one place on the host, whatever release is in it.
  public boolean isPlaceOf(Instance other) {
    return mainUnit().equals(other.mainUnit());
  }

  /// The names of all its units, as [UnitRenderer] renders them.
  public List<String> units() {
    if (service.isTimerJob()) {
      return List.of(programUnit(), mainUnit());
    }
    return service.systemd().socket()
        ? List.of(programUnit(), UnitRenderer.socketUnit(service))
        : List.of(programUnit());
  }

  /// `<service>.service`, or `<service>@<port>.service` where there are two.
  public String programUnit() {
    String name = programUnit;
    if (name == null) {
      name = service.name() + (port == null ? "" : "@" + port) + ".service";
      programUnit = name;
    }
    return name;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Instance that
        && service.equals(that.service)
        && Objects.equals(port, that.port);
  }

  @Override
  public int hashCode() {
    return Objects.hash(service, port);
  }

  @Override
  public String toString() {
    return programUnit();
  }
}
