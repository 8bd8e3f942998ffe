package slipway.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import slipway.manifest.Exec;
import slipway.manifest.Hardening;
import slipway.manifest.Health;
import slipway.manifest.Http;
import slipway.manifest.Service;
import slipway.manifest.StorePath;
import slipway.manifest.Systemd;

final class UnitRendererTest {
  private static final UnitContext SLIPWAY = new UnitContext("slipway");

  @Test
  void theExampleOfTheDesignRendersAsEver() throws IOException {
    Service example =
        new ServiceBuilder("podcastitlater-web")
            .storePath(StorePath.of("/nix/store/" + "0".repeat(32) + "-podcastitlater-web-1.2.3"))
            .exec(new Exec("podcastitlater-web", List.of(), "pil-web", "pil", null))
            .env(
                Map.of(
                    "PORT", "8000",
                    "AREA", "Live",
                    "DATA_DIR", "/var/podcastitlater",
                    "BASE_URL", "https://podcastitlater.com"))
            .envFile("/var/lib/biz-secrets/podcastitlater-web.env")
            .http(new Http("podcastitlater.com", "/", 8000, null, "PORT", false))
            .systemd(
                new Systemd(
                    List.of("network-online.target", "postgresql.service"),
                    List.of(),
                    List.of(),
                    Systemd.Restart.ON_FAILURE,
                    5,
                    Systemd.Type.SIMPLE,
                    null,
                    false,
                    null,
                    null,
                    null,
                    null))
            .hardening(Hardening.defaults(true))
            .build();

    assertEquals(
        List.of(new UnitFile("podcastitlater-web.service", golden("example.service"))),
        UnitRenderer.render(example, new UnitContext("biz")));
  }

  @Test
  void everyFieldHasItsDirective() throws IOException {
    Service all =
        new ServiceBuilder("all")
            .exec(
                new Exec(
                    ServiceBuilder.PATH + "/libexec/serve",
                    List.of("--port", "80", "two words"),
                    "u",
                    "g",
                    "/srv/100% of it"))
            .env(Map.of("A", "1"))
            .envFile("/var/lib/slipway-secrets/a*b.env")
            .http(new Http("d.example", "/", 8081, null, "LISTEN_PORT", false))
            .health(new Health(null, null, null, 41, 1, 3, true))
            .systemd(
                new Systemd(
                    List.of("a.service", "b.service"),
                    List.of("c.socket"),
                    List.of("dev-disk-by\\x2dlabel.device"),
                    Systemd.Restart.ALWAYS,
                    7,
                    Systemd.Type.NOTIFY,
                    null,
                    false,
                    42,
                    "50%",
                    "150%",
                    43))
            .hardening(
                new Hardening(
                    true,
                    false,
                    Hardening.ProtectSystem.FULL,
                    Hardening.ProtectHome.READ_ONLY,
                    false,
                    List.of("/srv/data", "/srv/more data"),
                    "all/state",
                    List.of("CAP_NET_BIND_SERVICE", "CAP_CHOWN")))
            .build();

    assertEquals(
        List.of(new UnitFile("all.service", golden("maximal.service"))),
        UnitRenderer.render(all, SLIPWAY));
    assertEquals("all.service", Instance.first(all).mainUnit());
  }

  @Test
  void aJobIsStartedByItsTimer() throws IOException {
    Service job =
        new ServiceBuilder("backup")
            .type(Systemd.Type.ONESHOT, "*-*-* 03:00:00 Europe/Berlin")
            .build();

    List<UnitFile> units = UnitRenderer.render(job, SLIPWAY);

    assertEquals("backup.service", units.get(0).name());
    assertEquals(new UnitFile("backup.timer", golden("job.timer")), units.get(1));
    assertEquals("backup.timer", Instance.first(job).mainUnit());
    assertEquals(List.of(), new UnitSyntax(units.get(0).content()).all("RemainAfterExit"));
    assertEquals(List.of(), new UnitSyntax(units.get(0).content()).all("TimeoutStartSec"));
  }

  @Test
  void whereSystemdHoldsThePortTheServiceNeedsItsSocket() throws IOException {
    Service service =
        new ServiceBuilder("web")
            .http(new Http("d.example", "/", 8081, null, "PORT", false))
            .socket()
            .build();

    assertEquals(
        List.of(
            new UnitFile("web.service", golden("socket.service")),
            new UnitFile("web.socket", golden("socket.socket"))),
        UnitRenderer.render(service, SLIPWAY));
    assertEquals("web.service", Instance.first(service).mainUnit());
    assertEquals("web.socket", UnitRenderer.socketUnit(service));
  }

  @Test
  void aOneshotThatEndedWellCountsAsRunning() {
    Service service = new ServiceBuilder("migrate").type(Systemd.Type.ONESHOT, null).build();

    assertEquals("yes", parsed(service).one("RemainAfterExit"));
  }

  @ParameterizedTest
  @CsvSource({"SIMPLE,", "EXEC,", "NOTIFY,60", "ONESHOT,60"})
  void theStartOfAProgramThatReportsItselfIsBoundedByTheHealthTimeout(
      Systemd.Type type, String seconds) {
    Service service = new ServiceBuilder("web").type(type, null).build();

    assertEquals(
        seconds == null ? List.of() : List.of(seconds), parsed(service).all("TimeoutStartSec"));
  }

  @Test
  void thePortOfTheManifestsEnvironmentWins() {
    ServiceBuilder service =
        new ServiceBuilder("web").http(new Http("d.example", "/", 8081, null, "PORT", false));

    assertEquals(Map.of("PORT", "8081"), parsed(service.build()).environment());
    assertEquals(
        Map.of("PORT", "9"), parsed(service.env(Map.of("PORT", "9")).build()).environment());
  }

  @Test
  void nothingIsInstalledToStartByItself() {
    Service job = new ServiceBuilder("job").type(Systemd.Type.ONESHOT, "daily").build();

    for (UnitFile unit : UnitRenderer.render(job, SLIPWAY)) {
      assertTrue(!unit.content().contains("[Install]"), unit.content());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "one\ntwo",
        "one\rtwo",
        "one\ttwo",
        "nul\0",
        "delete\u007f",
        "next line\u0085",
        "half \ud800"
      })
  void aTextThatNoLineCanHoldIsRefused(String text) {
    refused(new ServiceBuilder("web").env(Map.of("A", text)), "Environment");
    refused(new ServiceBuilder("web").args(text), "ExecStart");
    refused(new ServiceBuilder("web").envFile("/s/" + text), "EnvironmentFile");
    refused(in("/s/" + text), "WorkingDirectory");
    refused(new ServiceBuilder("job").type(Systemd.Type.SIMPLE, text), "OnCalendar");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "daily\\"})
  void aWholeLineThatSystemdWouldReadDifferentlyIsRefused(String text) {
    refused(new ServiceBuilder("job").type(Systemd.Type.SIMPLE, text), "OnCalendar");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-/srv", "~", "srv", "%h", ""})
  void whatIsNoAbsolutePathIsRefused(String path) {
    refused(in(path), "absolute");
    refused(new ServiceBuilder("web").envFile(path), "absolute");
    refused(new ServiceBuilder("web").hardening(writing(path)), "absolute");
  }

  @ParameterizedTest
  @ValueSource(strings = {"+/x", "!/x", "-/x", "@/x", ":/x", "|/x", "~/x", "${HOME}/x", "a;b"})
  void aCommandNeverCarriesAPrefix(String command) {
    Service service =
        new ServiceBuilder("web").exec(new Exec(command, List.of(), null, null, null)).build();

    assertTrue(
        parsed(service).one("ExecStart").matches("\"?" + ServiceBuilder.PATH + "/bin/.*"),
        () -> parsed(service).one("ExecStart"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b.service", "a%i.service", "a", "a.service b.service", "a\"b.service"})
  void whatIsNoUnitNameIsRefused(String name) {
    Systemd rest = Systemd.DEFAULT;
    refused(
        new ServiceBuilder("web")
            .systemd(
                new Systemd(
                    List.of(name),
                    List.of(),
                    List.of(),
                    rest.restart(),
                    rest.restartSec(),
                    rest.type(),
                    null,
                    false,
                    null,
                    null,
                    null,
                    null)),
        "name of a unit");
  }

  @ParameterizedTest
  @ValueSource(strings = {"~CAP_CHOWN", "CAP_CHOWN CAP_KILL", "all", ""})
  void whatIsNoCapabilityIsRefused(String name) {
    refused(
        new ServiceBuilder("web")
            .hardening(
                new Hardening(
                    true,
                    true,
                    Hardening.ProtectSystem.STRICT,
                    Hardening.ProtectHome.YES,
                    true,
                    List.of(),
                    null,
                    List.of(name))),
        "capability");
  }

  static ServiceBuilder in(String workingDirectory) {
    return new ServiceBuilder("web")
        .exec(new Exec("serve", List.of(), null, null, workingDirectory));
  }

  static Hardening writing(String path) {
    return new Hardening(
        true,
        true,
        Hardening.ProtectSystem.STRICT,
        Hardening.ProtectHome.YES,
        true,
        List.of(path),
        null,
        List.of());
  }

  static UnitSyntax parsed(Service service) {
    return new UnitSyntax(UnitRenderer.render(service, SLIPWAY).getFirst().content());
  }

  private static void refused(ServiceBuilder service, String named) {
    Service built = service.build();
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> UnitRenderer.render(built, SLIPWAY));
    assertTrue(refusal.getMessage().contains(named), refusal.getMessage());
  }

  private static String golden(String name) throws IOException {
    try (InputStream file = UnitRendererTest.class.getResourceAsStream(name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
