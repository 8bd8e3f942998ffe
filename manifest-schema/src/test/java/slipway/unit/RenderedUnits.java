package slipway.unit;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import slipway.manifest.Http;
import slipway.manifest.Service;

/// What holds of the units of any service, whoever wrote its entry: they say what the entry says,
/// in directives of a fixed set, and nothing else.
public final class RenderedUnits {
  private static final Set<String> DIRECTIVES =
      Set.of(
          "Unit.Description Unit.After Unit.Requires Unit.Wants Unit.StartLimitIntervalSec Socket.ListenStream Socket.Backlog Timer.OnCalendar Timer.Persistent Timer.Unit"
              .split(" "));

  private static final Set<String> SERVICE_DIRECTIVES =
      Set.of(
          "Type RemainAfterExit TimeoutStartSec Restart RestartSec TimeoutStopSec ExecStart SyslogIdentifier User Group WorkingDirectory Environment EnvironmentFile MemoryMax CPUQuota TasksMax DynamicUser PrivateTmp ProtectSystem ProtectHome NoNewPrivileges ReadWritePaths StateDirectory CapabilityBoundingSet AmbientCapabilities"
              .split(" "));

  /// Those that may be there more than once.
  private static final Set<String> REPEATED =
      Set.of("Unit.After", "Unit.Requires", "Unit.Wants", "Service.Environment");

  private RenderedUnits() {}

  /// @throws AssertionError where it does not hold
  public static void check(Service service) {
    Http http = service.http();
    if (http == null || http.standbyPort() == null) {
      check(service, new Instance(service, null), service.name() + ".service", null);
    } else {
      for (int port : new int[] {http.internalPort(), http.standbyPort()}) {
        String name = "%s@%d.service".formatted(service.name(), port);
        check(service, new Instance(service, port), name, port);
      }
    }
  }

  private static void check(
      Service service, Instance instance, String name, @Nullable Integer port) {
    List<UnitFile> files = UnitRenderer.render(instance, new UnitContext("slipway"));
    same(instance.units(), files.stream().map(UnitFile::name).toList(), "the names of its units");
    boolean socket = service.systemd().socket();
    same(service.isTimerJob() || socket ? 2 : 1, files.size(), "units");
    for (UnitFile file : files) {
      UnitSyntax unit = new UnitSyntax(file.content());
      directives(unit.directives());
      if (file.name().equals(name)) {
        program(service, port, unit);
      } else if (socket) {
        same(service.name() + ".socket", file.name(), "the second unit");
        Http http = Objects.requireNonNull(service.http());
        same("127.0.0.1:" + http.internalPort(), unit.line("ListenStream"), "where it listens");
      } else {
        same(service.name() + ".timer", file.name(), "the second unit");
        same(service.name() + ".service", unit.one("Unit"), "what the timer starts");
      }
    }
  }

  private static void directives(List<String> names) {
    Map<String, Long> counted =
        names.stream()
            .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
    counted.forEach((name, count) -> {
      boolean known =
          DIRECTIVES.contains(name)
              || (name.startsWith("Service.")
                  && SERVICE_DIRECTIVES.contains(name.substring("Service.".length())));
      if (!known || (count > 1 && !REPEATED.contains(name))) {
        throw new AssertionError(name + " is there " + count + " times");
      }
    });
  }

  private static void program(Service service, @Nullable Integer port, UnitSyntax unit) {
    List<String> command = unit.command();
    same(service.exec().resolve(service.storePath()), command.getFirst(), "the program");
    same(service.exec().args(), command.subList(1, command.size()), "its arguments");
    Map<String, String> environment = new TreeMap<>(service.env());
    Http http = service.http();
    if (http != null) {
      environment.putIfAbsent(
          http.portEnv(), Integer.toString(port == null ? http.internalPort() : port));
    }
    same(environment, unit.environment(), "its environment");
    String directory = service.exec().workingDirectory();
    if (directory != null) {
      same(directory, unit.line("WorkingDirectory"), "its directory");
    }
    if (!service.hardening().readWritePaths().isEmpty()) {
      same(service.hardening().readWritePaths(), unit.words("ReadWritePaths"), "where it writes");
    }
  }

  private static void same(Object wanted, Object found, String what) {
    if (!wanted.equals(found)) {
      throw new AssertionError("%s: wanted %s, found %s".formatted(what, wanted, found));
    }
  }
}
