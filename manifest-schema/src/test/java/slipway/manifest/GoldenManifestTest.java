package slipway.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import slipway.manifest.Hardening.ProtectHome;
import slipway.manifest.Hardening.ProtectSystem;
import slipway.manifest.Systemd.Restart;

class GoldenManifestTest {
  private static final String HASH = "0123456789abcdfghijklmnpqrsvwxyz";

  private static Manifest read(String name) {
    return Documents.valid(ManifestReader.read(Documents.bytes("golden/" + name)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "design-example.json",
        "minimal.json",
        "empty.json",
        "maximal.json",
        "frozen.json"
      })
  void whatIsReadSurvivesWriting(String name) {
    Manifest manifest = read(name);
    byte[] written = ManifestWriter.write(manifest);
    assertEquals(manifest, Documents.valid(ManifestReader.read(written)));
    assertEquals('\n', written[written.length - 1]);
  }

  @Test
  void theExampleOfTheDesignIsRead() {
    assertEquals(
        new Manifest(
            Instant.parse("2025-01-15T12:34:56Z"),
            List.of(
                new Service(
                    "podcastitlater-web",
                    new StorePath("0".repeat(32), "podcastitlater-web-1.2.3"),
                    List.of("biz"),
                    new Exec("podcastitlater-web", List.of(), "pil-web", "pil", null),
                    Map.of(
                        "PORT", "8000",
                        "AREA", "Live",
                        "DATA_DIR", "/var/podcastitlater",
                        "BASE_URL", "https://podcastitlater.com"),
                    "/var/lib/biz-secrets/podcastitlater-web.env",
                    new Http("podcastitlater.com", "/", 8000, null, "PORT", false),
                    Health.DEFAULT,
                    systemd(List.of("network-online.target", "postgresql.service"), null),
                    Hardening.defaults(true),
                    Deploy.DEFAULT,
                    "abc123def"))),
        read("design-example.json"));
  }

  @Test
  void aMinimalServiceHasEveryDefault() {
    assertEquals(
        new Manifest(
            Instant.parse("2025-01-15T11:34:56.789Z"),
            List.of(
                new Service(
                    "a",
                    new StorePath(HASH, "a"),
                    List.of("one"),
                    new Exec("a", List.of(), null, null, null),
                    Map.of(),
                    null,
                    null,
                    Health.DEFAULT,
                    Systemd.DEFAULT,
                    Hardening.defaults(false),
                    Deploy.DEFAULT,
                    null))),
        read("minimal.json"));
  }

  @Test
  void whoPushedAndWhoFrozeAreRead() {
    assertEquals(
        new Manifest(
            Instant.parse("2026-01-15T12:34:56.001Z"),
            List.of(),
            "Ada Lovelace <ada@example.org>",
            new Freeze(
                "the audit ends on Friday", "grace@desk", Instant.parse("2026-01-14T07:00:00Z"))),
        read("frozen.json"));
  }

  @Test
  void everyFieldOfAMaximalServiceIsRead() {
    assertEquals(
        new Service(
            "blue-green",
            new StorePath(HASH, "App_+?=.-1"),
            List.of("one", "two.example.org", "Three_3"),
            new Exec(
                "/nix/store/" + HASH + "-App_+?=.-1/libexec/app",
                List.of("--title", "", "ünï ✓ \"quoted\" \\ $HOME %n 100%", "-"),
                "_app",
                "app-data",
                "/srv/app"),
            Map.of("_B", "", "A1", "two words", "LANG", "de_DE.UTF-8"),
            "/var/lib/slipway-secrets/blue-green.env",
            new Http("*.example.org", "/api/v1", 1, 65535, "LISTEN_PORT", true),
            new Health("/health?deep=1&x=%20", null, "check", 3600, 2, 0, false),
            new Systemd(
                List.of("postgresql.service", "dev-disk-by\\x2dlabel-data.device"),
                List.of("postgresql@16-main.service"),
                List.of("network-online.target"),
                Restart.ALWAYS,
                0,
                Systemd.Type.NOTIFY,
                null,
                false,
                90,
                "512M",
                "150%",
                64),
            new Hardening(
                false,
                false,
                ProtectSystem.FULL,
                ProtectHome.READ_ONLY,
                false,
                List.of("/srv/app", "/var/log/app"),
                "app/data",
                List.of("CAP_NET_BIND_SERVICE", "CAP_CHOWN")),
            new Deploy(false, 0, 1),
            "v1.2.3-4-gabcdef (dirty)"),
        read("maximal.json").services().getFirst());
  }

  @Test
  void theOtherWordsOfAMaximalManifestAreRead() {
    List<Service> services = read("maximal.json").services();
    Service job = services.get(1);
    assertEquals(Restart.NO, job.systemd().restart());
    assertEquals(Systemd.Type.ONESHOT, job.systemd().type());
    assertEquals("Mon..Fri *-*-* 04:00:00 Europe/Berlin", job.systemd().timer());
    assertEquals(ProtectSystem.YES, job.hardening().protectSystem());
    assertEquals(ProtectHome.NO, job.hardening().protectHome());
    Service metrics = services.get(2);
    assertEquals(9100, metrics.health().port());
    assertEquals(Systemd.Type.EXEC, metrics.systemd().type());
    assertEquals(ProtectSystem.NO, metrics.hardening().protectSystem());
    assertEquals(ProtectHome.TMPFS, metrics.hardening().protectHome());
    Service waiting = services.get(3);
    assertTrue(waiting.systemd().socket());
    assertEquals(Restart.ALWAYS, waiting.systemd().restart());
  }

  private static Systemd systemd(List<String> after, String timer) {
    Systemd otherwise = Systemd.DEFAULT;
    return new Systemd(
        after,
        List.of(),
        List.of(),
        otherwise.restart(),
        otherwise.restartSec(),
        otherwise.type(),
        timer,
        false,
        null,
        null,
        null,
        null);
  }
}
