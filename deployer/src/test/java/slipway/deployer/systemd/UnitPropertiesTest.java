package slipway.deployer.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.freedesktop.dbus.exceptions.DBusException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import slipway.manifest.Service;
import slipway.unit.HostileText;
import slipway.unit.UnitContext;
import slipway.unit.UnitFile;
import slipway.unit.UnitRenderer;

/// A manifest cannot make systemd do anything but what its fields stand for: every property of a
/// rendered unit, as a real systemd has parsed it, is either what the manifest says or what it is
/// in a unit that says nothing.
@Tag("systemd")
final class UnitPropertiesTest {
  private static final int SERVICES = Integer.getInteger("slipway.test.services", 3_000);
  private static final int BATCH = 500;

  /// What systemd adds to a service by itself, for its slice, its journal and its mounts.
  private static final Set<String> IMPLICIT =
      Set.of(
          "-.mount",
          "basic.target",
          "sysinit.target",
          "system.slice",
          "systemd-journald.socket",
          "systemd-remount-fs.service",
          "systemd-tmpfiles-setup.service",
          "tmp.mount");

  private LoadedUnits systemd;
  private Baselines baselines;

  @BeforeEach
  void connect() throws Exception {
    systemd = new LoadedUnits(new Host());
    baselines = Baselines.read(systemd);
  }

  @AfterEach
  void leaveNothing() throws Exception {
    systemd.close();
  }

  @Test
  void everyPropertyOfALoadedUnitIsWhatTheManifestSaysOrWhatItIsAnyway() throws Exception {
    HostileServices services = new HostileServices(HostileText.seed(UnitPropertiesTest.class));
    int properties = 0;
    for (int first = 0; first < SERVICES; first += BATCH) {
      List<Service> batch = new ArrayList<>();
      for (int i = first; i < Math.min(SERVICES, first + BATCH); i++) {
        batch.add(services.next("hostile-" + i));
      }
      load(batch);
      for (Service service : batch) {
        properties += check(service);
      }
      systemd.clear();
    }
    assertEquals(List.of(), warnings());
    System.out.printf(
        "UnitPropertiesTest: %d services, %d properties compared%n", SERVICES, properties);
  }

  private void load(List<Service> batch) throws IOException, DBusException {
    for (Service service : batch) {
      for (UnitFile unit : UnitRenderer.render(service, new UnitContext("unit-test"))) {
        systemd.write(unit);
      }
    }
    systemd.reload();
  }

  private int check(Service service) throws Exception {
    String name = service.name() + ".service";
    Map<String, Object> wanted = new TreeMap<>(baselines.process(service));
    wanted.putAll(SaidByManifest.of(service));
    Map<String, Object> found = systemd.properties(name, UnitInterface.SERVICE);
    same(wanted, found, Set.of(), service);

    Map<String, Object> unit = systemd.properties(name, UnitInterface.UNIT);
    Map<String, Object> around = new TreeMap<>(baselines.unit(service));
    around.putAll(named(name, service.name()));
    if (service.systemd().socket()) {
      around.put("TriggeredBy", List.of(service.name() + ".socket"));
      around.put("StartLimitIntervalUSec", "0");
    }
    same(around, unit, Baselines.DEPENDENCIES, service);
    assertEquals("loaded", unit.get("LoadState"), service::toString);
    List<String> socket =
        service.systemd().socket() ? List.of(service.name() + ".socket") : List.of();
    listed(and(service.systemd().after(), socket), unit.get("After"), service);
    listed(and(service.systemd().requires(), socket), unit.get("Requires"), service);
    listed(service.systemd().wants(), unit.get("Wants"), service);
    mounts(unit, service);
    return found.size()
        + unit.size()
        + (service.isTimerJob() ? timer(service) : 0)
        + (service.systemd().socket() ? socket(service) : 0);
  }

  private int socket(Service service) throws Exception {
    String name = service.name() + ".socket";
    Map<String, Object> wanted = new TreeMap<>(baselines.socket());
    wanted.putAll(SaidByManifest.ofSocket(service));
    Map<String, Object> found = systemd.properties(name, UnitInterface.SOCKET);
    same(wanted, found, Set.of(), service);
    Map<String, Object> unit = systemd.properties(name, UnitInterface.UNIT);
    assertEquals("loaded", unit.get("LoadState"), service::toString);
    assertEquals(List.of(service.name() + ".service"), unit.get("Triggers"), service::toString);
    assertEquals("0", unit.get("StartLimitIntervalUSec"), service::toString);
    return found.size();
  }

  private int timer(Service service) throws Exception {
    Map<String, Object> wanted = new TreeMap<>(baselines.timer());
    wanted.put("Persistent", true);
    wanted.put("Unit", service.name() + ".service");
    String calendar = baselines.calendar(String.valueOf(service.systemd().timer()).strip());
    wanted.put("TimersCalendar", List.of(List.of("OnCalendar", calendar, "0")));
    Map<String, Object> found = systemd.properties(service.name() + ".timer", UnitInterface.TIMER);
    same(wanted, found, Set.of(), service);
    return found.size();
  }

  private static List<String> and(List<String> names, List<String> more) {
    return Stream.concat(names.stream(), more.stream()).toList();
  }

  private static Map<String, Object> named(String unit, String description) {
    return Map.of(
        "Id",
        unit,
        "Names",
        List.of(unit),
        "Description",
        description,
        "FragmentPath",
        "/run/systemd/system/" + unit);
  }

  private static void same(
      Map<String, Object> wanted, Map<String, Object> found, Set<String> apart, Service service) {
    Set<String> different = LoadedUnits.differences(wanted, found);
    different.removeAll(Baselines.CONSEQUENCES);
    different.removeAll(apart);
    Map<String, String> shown = new HashMap<>();
    different.forEach(
        name -> shown.put(name, "wanted " + wanted.get(name) + ", found " + found.get(name)));
    assertEquals(Map.of(), shown, service::toString);
  }

  /// All units that the manifest lists, and besides them only systemd's own.
  private static void listed(List<String> wanted, Object found, Service service) {
    Set<Object> rest = new HashSet<>((List<?>) found);
    assertTrue(rest.containsAll(wanted), () -> "wanted " + wanted + ", found " + found);
    rest.removeAll(wanted);
    rest.removeAll(IMPLICIT);
    assertEquals(Set.of(), rest, service::toString);
  }

  private static void mounts(Map<String, Object> unit, Service service) {
    Set<Object> rest = new HashSet<>((List<?>) unit.get("RequiresMountsFor"));
    rest.addAll((List<?>) unit.get("WantsMountsFor"));
    rest.removeAll(Set.of("/tmp", "/var/tmp"));
    rest.remove(service.exec().workingDirectory());
    rest.remove("/var/lib/" + service.hardening().stateDirectory());
    assertEquals(Set.of(), rest, service::toString);
  }

  /// What systemd complained of while it read these units.
  private static List<String> warnings() throws IOException {
    Process journal =
        new ProcessBuilder("journalctl", "-q", "_PID=1", "-p", "warning", "-o", "cat").start();
    return new String(journal.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.contains("hostile-"))
        .toList();
  }
}
