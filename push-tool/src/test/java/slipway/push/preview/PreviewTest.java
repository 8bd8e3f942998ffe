package slipway.push.preview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import slipway.manifest.Deploy;
import slipway.manifest.Http;
import slipway.manifest.Manifest;
import slipway.manifest.Service;
import slipway.manifest.StorePath;
import slipway.manifest.Systemd;
import slipway.push.preview.HostEffects.Act;
import slipway.push.preview.HostEffects.HostAction;
import slipway.unit.ServiceBuilder;

class PreviewTest {
  private static final StorePath NEXT = StorePath.of("/nix/store/" + "1".repeat(32) + "-web-2");

  @Test
  void equalManifestsComeToNothing() {
    Service web = new ServiceBuilder("web").env(Map.of("A", "1")).build();
    assertTrue(preview(List.of(web), List.of(web)).isEmpty());
  }

  @Test
  void anotherClosureRestartsAndShowsItsUnitLine() {
    Preview preview =
        preview(
            List.of(new ServiceBuilder("web").build()),
            List.of(new ServiceBuilder("web").storePath(NEXT).build()));
    assertEquals(List.of(action("host-a", Act.RESTART)), preview.hosts());
    ServiceEffects web = preview.services().getFirst();
    assertEquals(
        new Replaced(ServiceBuilder.PATH.toString(), NEXT.toString()),
        web.storePath().orElseThrow());
    assertEquals(
        List.of(
            new UnitDifference(
                "web.service",
                UnitDifference.What.CHANGED,
                List.of(
                    new UnitLine(false, "ExecStart=" + ServiceBuilder.PATH + "/bin/serve"),
                    new UnitLine(true, "ExecStart=" + NEXT + "/bin/serve")))),
        web.units());
  }

  @Test
  void aServiceWithTwoPortsIsSwitched() {
    Http two = new Http("a.test", "/", 8000, 8001, "PORT", false);
    Http one = new Http("a.test", "/", 8000, null, "PORT", false);
    Service before = new ServiceBuilder("web").http(two).build();
    Service after = new ServiceBuilder("web").http(two).storePath(NEXT).build();
    Service restarted = new ServiceBuilder("web").http(one).build();

    Preview preview = preview(List.of(before), List.of(after));

    assertEquals(List.of(action("host-a", Act.SWITCH)), preview.hosts());
    assertEquals("web@8000.service", preview.services().getFirst().units().getFirst().unit());
    assertEquals(
        List.of(action("host-a", Act.SWITCH)), preview(List.of(restarted), List.of(after)).hosts());
    assertEquals(
        List.of(action("host-a", Act.RESTART)),
        preview(List.of(after), List.of(restarted)).hosts(),
        "the port is the same");
  }

  @Test
  void ofVariablesThereAreNamesAndNeverValues() {
    Preview preview =
        preview(
            List.of(
                new ServiceBuilder("web")
                    .env(Map.of("A", "hidden1", "B", "hidden2", "C", "hidden3"))
                    .build()),
            List.of(
                new ServiceBuilder("web")
                    .env(Map.of("B", "hidden4", "C", "hidden3", "D", "hidden5"))
                    .build()));
    ServiceEffects web = preview.services().getFirst();
    assertEquals(new NamesDifference(List.of("D"), List.of("A"), List.of("B")), web.env());
    assertEquals(List.of(), web.units());
    assertEquals(List.of(action("host-a", Act.RESTART)), preview.hosts());
    assertFalse(
        (web.env().toString() + web.units() + web.otherSettings()).contains("hidden"),
        web::toString);
  }

  @Test
  void aServiceThatMovesStopsHereAndStartsThere() {
    Service one = new ServiceBuilder("web").build();
    Service two = on(one, "two");
    assertEquals(
        List.of(action("host-a", Act.STOP), action("two", Act.START)),
        preview(List.of(one), List.of(two)).hosts());
    assertEquals(
        List.of(action("two", Act.START)),
        preview(List.of(one), List.of(on(one, "host-a", "two"))).hosts());
  }

  @Test
  void whatNoUnitSaysIsCheckedAgainAndNamed() {
    Service web = new ServiceBuilder("web").build();
    Preview preview = preview(List.of(web), List.of(keeping(web, 9)));
    assertEquals(List.of(action("host-a", Act.CHECK)), preview.hosts());
    assertEquals(List.of("deploy"), preview.services().getFirst().otherSettings());
  }

  @Test
  void aRouteIsShownAsCaddyGetsIt() {
    ServiceEffects web =
        preview(
                List.of(new ServiceBuilder("web").build()),
                List.of(
                    new ServiceBuilder("web")
                        .http(new Http("d.example", "/api", 8081, null, "PORT", true))
                        .build()))
            .services()
            .getFirst();
    assertEquals(
        new Replaced(null, "d.example/api -> 127.0.0.1:8081, path taken off"),
        web.route().orElseThrow());
  }

  @Test
  void anotherVariableForThePortIsNotSilent() {
    ServiceEffects web =
        preview(List.of(port("PORT")), List.of(port("LISTEN_PORT"))).services().getFirst();
    assertEquals(List.of("http"), web.otherSettings());
  }

  @Test
  void aServiceThatBecomesAJobHasANewTimer() {
    ServiceEffects web =
        preview(
                List.of(new ServiceBuilder("web").type(Systemd.Type.ONESHOT, null).build()),
                List.of(new ServiceBuilder("web").type(Systemd.Type.ONESHOT, "daily").build()))
            .services()
            .getFirst();
    assertEquals(
        List.of("web.service CHANGED", "web.timer ADDED"),
        web.units().stream().map(unit -> unit.unit() + " " + unit.what()).toList());
  }

  private static Service port(String variable) {
    return new ServiceBuilder("web")
        .http(new Http("d.example", "/", 8081, null, variable, false))
        .build();
  }

  private static Service on(Service service, String... hosts) {
    return new Service(
        service.name(),
        service.storePath(),
        List.of(hosts),
        service.exec(),
        service.env(),
        service.envFile(),
        service.http(),
        service.health(),
        service.systemd(),
        service.hardening(),
        service.deploy(),
        service.revision());
  }

  private static Service keeping(Service service, int releases) {
    return new Service(
        service.name(),
        service.storePath(),
        service.hosts(),
        service.exec(),
        service.env(),
        service.envFile(),
        service.http(),
        service.health(),
        service.systemd(),
        service.hardening(),
        new Deploy(true, 10, releases),
        service.revision());
  }

  private static HostEffects action(String host, Act act) {
    return new HostEffects(host, List.of(new HostAction(act, "web")));
  }

  private static Preview preview(List<Service> before, List<Service> after) {
    return Preview.of(new Manifest(Instant.EPOCH, before), new Manifest(Instant.MAX, after));
  }
}
