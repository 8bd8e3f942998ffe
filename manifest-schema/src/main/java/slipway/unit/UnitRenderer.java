package slipway.unit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import slipway.manifest.Exec;
import slipway.manifest.Hardening;
import slipway.manifest.Http;
import slipway.manifest.Service;
import slipway.manifest.Systemd;

/// From a manifest entry to the units that run it. The same entry gives the same bytes, whatever
/// version of the deployer asks, unless what runs must really change: a difference restarts the
/// service.
///
/// There is no `[Install]` section: the deployer alone decides what starts, also after a reboot.
public final class UnitRenderer {
  private UnitRenderer() {}

  /// The units of its first instance.
  public static List<UnitFile> render(Service service, UnitContext context) {
    return render(Instance.first(service), context);
  }

  /// The instance's service unit and, for a job, `<service>.timer`; where systemd holds the port,
  /// `<service>.socket`.
  public static List<UnitFile> render(Instance instance, UnitContext context) {
    Service service = instance.service();
    String comment =
        "Written by slipway-deployer for service "
            + service.name()
            + " of namespace "
            + context.namespace()
            + "; changes are overwritten.";
    UnitFile program = program(instance, comment);
    Optional<UnitFile> socket = SocketUnit.of(service, comment);
    if (socket.isPresent()) {
      return List.of(program, socket.get());
    }
    String calendar = service.systemd().timer();
    return calendar == null
        ? List.of(program)
        : List.of(program, timer(service, calendar, comment));
  }

  /// The unit with which systemd holds the service's port, where the manifest wants that.
  public static String socketUnit(Service service) {
    return SocketUnit.name(service);
  }

  private static UnitFile timer(Service service, String calendar, String comment) {
    UnitText unit = new UnitText(service.name() + ".timer", comment);
    unit.section("Unit");
    unit.line("Description", "When " + service.name() + " runs");
    unit.section("Timer");
    unit.line("OnCalendar", UnitValue.line(calendar.strip()));
    // A run that fell into a reboot or an outage is made up for.
    unit.line("Persistent", true);
    unit.line("Unit", Instance.first(service).programUnit());
    return unit.file();
  }

  private static UnitFile program(Instance instance, String comment) {
    Service service = instance.asItRuns();
    UnitText unit = new UnitText(instance.programUnit(), comment);
    unit.section("Unit");
    unit.line("Description", service.name());
    dependencies(unit, service.systemd());
    if (service.systemd().socket()) {
      SocketUnit.require(unit, service);
    }
    unit.section("Service");
    lifecycle(unit, service);
    process(unit, service);
    resources(unit, service.systemd());
    hardening(unit, service.hardening());
    return unit.file();
  }

  private static void dependencies(UnitText unit, Systemd systemd) {
    systemd.after().forEach(name -> unit.line("After", UnitValue.unitName(name)));
    systemd.requires().forEach(name -> unit.line("Requires", UnitValue.unitName(name)));
    systemd.wants().forEach(name -> unit.line("Wants", UnitValue.unitName(name)));
  }

  private static void lifecycle(UnitText unit, Service service) {
    Systemd systemd = service.systemd();
    unit.line("Type", systemd.type().text());
    if (!service.isTimerJob()) {
      if (systemd.type() == Systemd.Type.ONESHOT) {
        // Else it would count as stopped, and every pass would run it again.
        unit.line("RemainAfterExit", true);
      }
      if (systemd.type() == Systemd.Type.ONESHOT || systemd.type() == Systemd.Type.NOTIFY) {
        // The only types whose start job waits for the program's own word; a deploy waits with it.
        unit.line("TimeoutStartSec", service.health().timeoutSec());
      }
    }
    unit.line("Restart", systemd.restart().text());
    unit.line("RestartSec", systemd.restartSec());
    unit.line("TimeoutStopSec", systemd.stopTimeoutSec(), String::valueOf);
  }

  private static void process(UnitText unit, Service service) {
    Exec exec = service.exec();
    unit.line("ExecStart", UnitValue.commandLine(exec.resolve(service.storePath()), exec.args()));
    unit.line("SyslogIdentifier", service.name());
    unit.line("User", exec.user(), UnitValue::line);
    unit.line("Group", exec.group(), UnitValue::line);
    unit.line("WorkingDirectory", exec.workingDirectory(), UnitValue::path);
    for (Map.Entry<String, String> variable : environment(service).entrySet()) {
      unit.line("Environment", UnitValue.assignment(variable.getKey(), variable.getValue()));
    }
    unit.line("EnvironmentFile", service.envFile(), UnitValue::pathNotPattern);
  }

  private static Map<String, String> environment(Service service) {
    Map<String, String> environment = new TreeMap<>(service.env());
    Http http = service.http();
    if (http != null) {
      environment.putIfAbsent(http.portEnv(), Integer.toString(http.internalPort()));
    }
    return environment;
  }

  /// None of these expands specifiers, so that the `%` of a percentage stays single.
  private static void resources(UnitText unit, Systemd systemd) {
    unit.line("MemoryMax", systemd.memoryMax(), String::valueOf);
    unit.line("CPUQuota", systemd.cpuQuota(), String::valueOf);
    unit.line("TasksMax", systemd.tasksMax(), String::valueOf);
  }

  private static void hardening(UnitText unit, Hardening hardening) {
    unit.line("DynamicUser", hardening.dynamicUser());
    unit.line("PrivateTmp", hardening.privateTmp());
    unit.line("ProtectSystem", hardening.protectSystem().text());
    unit.line("ProtectHome", hardening.protectHome().text());
    unit.line("NoNewPrivileges", hardening.noNewPrivileges());
    if (!hardening.readWritePaths().isEmpty()) {
      unit.line("ReadWritePaths", UnitValue.paths(hardening.readWritePaths()));
    }
    unit.line("StateDirectory", hardening.stateDirectory(), UnitValue::word);
    for (String directive : List.of("CapabilityBoundingSet", "AmbientCapabilities")) {
      if (hardening.capabilities().isEmpty()) {
        unit.empty(directive);
      } else {
        unit.line(directive, UnitValue.capabilities(hardening.capabilities()));
      }
    }
  }
}
