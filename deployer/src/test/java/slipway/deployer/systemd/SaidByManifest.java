package slipway.deployer.systemd;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import slipway.manifest.Exec;
import slipway.manifest.Hardening;
import slipway.manifest.Http;
import slipway.manifest.Service;
import slipway.manifest.Systemd;

/// The properties of a service's unit that its manifest entry asks for, as systemd shows them; made
/// from the entry alone, with no knowledge of how the unit is written.
final class SaidByManifest {
  private static final String ZERO = "0";
  private static final String NONE = BigInteger.TWO.pow(64).subtract(BigInteger.ONE).toString();
  private static final Map<String, Integer> CAPABILITIES =
      Map.of(
          "CAP_CHOWN", 0,
          "CAP_KILL", 5,
          "CAP_NET_BIND_SERVICE", 10,
          "CAP_NET_RAW", 13,
          "CAP_SYS_PTRACE", 19,
          "CAP_SYS_ADMIN", 21);

  private final Map<String, Object> properties = new TreeMap<>();
  private final Service service;

  private SaidByManifest(Service service) {
    this.service = service;
  }

  /// Those of `org.freedesktop.systemd1.Service`.
  static Map<String, Object> of(Service service) {
    SaidByManifest said = new SaidByManifest(service);
    said.process();
    said.lifecycle(service.systemd());
    said.limits(service.systemd());
    said.sandbox(service.hardening());
    return said.properties;
  }

  /// Those of `org.freedesktop.systemd1.Socket`, for a service whose port systemd holds.
  static Map<String, Object> ofSocket(Service service) {
    Http http = Objects.requireNonNull(service.http());
    return Map.of(
        "Listen",
        List.of(List.of("Stream", "127.0.0.1:" + http.internalPort())),
        "Backlog",
        "4096",
        // How the program sees the socket called, in LISTEN_FDNAMES.
        "FileDescriptorName",
        service.name() + ".socket");
  }

  private void process() {
    Exec exec = service.exec();
    String program = exec.resolve(service.storePath());
    // A doubled dollar stays one until the process is started, which RunningProcessTest looks at.
    List<String> argv =
        Stream.concat(Stream.of(program), exec.args().stream().map(arg -> arg.replace("$", "$$")))
            .toList();
    properties.put("ExecStart", List.of(started(program, argv, false)));
    // The flags are what prefixes of the command line would have set.
    properties.put("ExecStartEx", List.of(started(program, argv, List.of())));
    List<String> environment = new ArrayList<>();
    Map<String, String> variables = new TreeMap<>(service.env());
    Http http = service.http();
    if (http != null) {
      variables.putIfAbsent(http.portEnv(), Integer.toString(http.internalPort()));
    }
    variables.forEach((name, value) -> environment.add(name + "=" + value));
    properties.put("Environment", environment);
    String envFile = service.envFile();
    properties.put(
        "EnvironmentFiles", envFile == null ? List.of() : List.of(List.of(envFile, false)));
    put("SyslogIdentifier", service.name());
    put("WorkingDirectory", exec.workingDirectory());
    // A dynamic user is called as its unit.
    boolean dynamic = service.hardening().dynamicUser();
    put("User", dynamic ? service.name() : exec.user());
    put("Group", dynamic ? service.name() : exec.group());
  }

  private static List<Object> started(String program, List<String> argv, Object flags) {
    List<Object> command = new ArrayList<>(List.of(program, argv, flags));
    for (int neverRan = 0; neverRan < 7; neverRan++) {
      command.add(ZERO);
    }
    return command;
  }

  private void lifecycle(Systemd systemd) {
    put("Restart", systemd.restart().text());
    put("RestartUSec", micros(systemd.restartSec()));
    if (systemd.stopTimeoutSec() != null) {
      put("TimeoutStopUSec", micros(systemd.stopTimeoutSec()));
      put("TimeoutAbortUSec", micros(systemd.stopTimeoutSec()));
    }
    boolean oneshot = systemd.type() == Systemd.Type.ONESHOT;
    if (!service.isTimerJob()) {
      properties.put("RemainAfterExit", oneshot);
      if (oneshot || systemd.type() == Systemd.Type.NOTIFY) {
        put("TimeoutStartUSec", micros(service.health().timeoutSec()));
      }
    }
  }

  private void limits(Systemd systemd) {
    put("MemoryMax", bytes(systemd.memoryMax()));
    String quota = systemd.cpuQuota();
    put(
        "CPUQuotaPerSecUSec",
        quota == null ? NONE : Long.toString(Long.parseLong(quota.replace("%", "")) * 10_000));
    if (systemd.tasksMax() != null) {
      put("TasksMax", systemd.tasksMax().toString());
    }
  }

  /// A dynamic user brings the sandbox that it needs, whatever the rest says (systemd.exec(5)).
  private void sandbox(Hardening asked) {
    boolean dynamic = asked.dynamicUser();
    properties.put("DynamicUser", dynamic);
    properties.put("PrivateTmp", asked.privateTmp() || dynamic);
    properties.put("NoNewPrivileges", asked.noNewPrivileges() || dynamic);
    put("ProtectSystem", dynamic ? "strict" : asked.protectSystem().text());
    boolean home = dynamic && asked.protectHome() == Hardening.ProtectHome.NO;
    put("ProtectHome", home ? "read-only" : asked.protectHome().text());
    properties.put("ReadWritePaths", asked.readWritePaths());
    String state = asked.stateDirectory();
    properties.put("StateDirectory", state == null ? List.of() : List.of(state));
    properties.put(
        "StateDirectorySymlink", state == null ? List.of() : List.of(List.of(state, "", ZERO)));
    BigInteger bits = BigInteger.ZERO;
    for (String name : asked.capabilities()) {
      bits = bits.setBit(Objects.requireNonNull(CAPABILITIES.get(name)));
    }
    put("CapabilityBoundingSet", bits.toString());
    put("AmbientCapabilities", bits.toString());
  }

  private void put(String name, @Nullable String value) {
    properties.put(name, value == null ? "" : value);
  }

  private static String micros(int seconds) {
    return Long.toString(seconds * 1_000_000L);
  }

  private static String bytes(@Nullable String size) {
    if (size == null || size.equals("infinity")) {
      return NONE;
    }
    int unit = "KMGT".indexOf(size.charAt(size.length() - 1));
    String number = unit < 0 ? size : size.substring(0, size.length() - 1);
    return Long.toString(Long.parseLong(number) << (10 * (unit + 1)));
  }
}
