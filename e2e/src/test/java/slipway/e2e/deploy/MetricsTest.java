package slipway.e2e.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import slipway.deployer.metrics.Metric;
import slipway.e2e.host.Await;
import slipway.e2e.host.Closures.Kind;
import slipway.e2e.host.Http;
import slipway.e2e.host.Output;
import slipway.e2e.monitoring.Promtool;
import slipway.e2e.site.Site;
import slipway.manifest.ManifestSignature;
import tools.jackson.databind.node.ObjectNode;

/// What Prometheus gets of a host.
@OnSite
class MetricsTest {
  private static final String POLLED = "slipway_last_successful_poll_timestamp_seconds";
  private static final Duration SOON = Duration.ofSeconds(15);

  @Test
  void eachSyncCountsOnWhereTheLastEnded(Site site) throws Exception {
    textfile(site);
    // A version of its own, so that it has to be pulled.
    site.deploy(site.web("a", "counted"));
    String first = file(site);
    assertIsWellFormed(first);
    assertEquals(1, value(first, works(site)));
    assertTrue(value(first, "slipway_pulled_bytes_total") > 0, first);
    assertTrue(first.contains(site.ground().closure(Kind.WEB, "counted")), first);
    assertEquals(
        "rw-r--r--",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(site.host().file(path(site)))));

    site.publish(failing(site));
    site.sync(1);
    site.publish(Site.manifest(site.nextGeneration()), "");
    site.sync(3);
    byte[] large = (" ".repeat(1024 * 1024) + "{}").getBytes(UTF_8);
    site.publish(large, ManifestSignature.sign(large, List.of(site.manifestKey())));
    site.sync(3);
    String last = file(site);
    assertIsWellFormed(last);
    assertEquals(1, value(last, works(site)));
    assertEquals(1, value(last, "slipway_rollbacks_total{service=\"%s\"}".formatted(a(site))));
    assertEquals(
        1,
        value(
            last,
            "slipway_service_state{service=\"%s\",state=\"rolled_back\"}".formatted(a(site))));
    assertEquals(1, value(last, "slipway_manifests_refused_total{reason=\"signature\"}"));
    assertEquals(1, value(last, "slipway_manifests_refused_total{reason=\"too_large\"}"));
    assertEquals(0, value(last, "slipway_manifests_refused_total{reason=\"older\"}"));
  }

  @Test
  void aHostAtRestDoesNotLookLikeOneThatStoppedPolling(Site site) throws Exception {
    textfile(site);
    site.deploy(site.web("a", "1"));
    site.sync(0);
    String rested = file(site);
    Output glance = site.deployer().runWith(List.of("X=1"), "sync");
    assertEquals("nothing to do", glance.text(), glance::toString);
    String again = file(site);
    assertIsWellFormed(again);
    assertTrue(value(again, POLLED) > value(rested, POLLED), again);
    assertEquals(
        value(rested, "slipway_passes_total{result=\"ok\"}"),
        value(again, "slipway_passes_total{result=\"ok\"}"),
        "a glance is no pass");
    assertTrue(
        Math.abs(Instant.now().getEpochSecond() - value(again, POLLED)) < 60, "the time of now");

    site.ground().radosgw().away();
    site.sync(4);
    assertEquals(value(again, POLLED), value(file(site), POLLED), "the glance is remembered");
  }

  @Test
  void whereItCannotBeWrittenPassesGoOnAndSaySo(Site site) {
    site.settings().putObject("metrics").put("textfile", "/nonexistent/slipway.prom");
    site.configure();
    site.publish(site.web("a", "1"));
    Output output = site.sync(0);
    assertTrue(output.err().contains("/nonexistent/slipway.prom"), output::toString);
    site.assertAnswers("a", "web 1");
  }

  @Test
  void theDaemonAnswersOnALoopbackPort(Site site) {
    site.settings().putObject("metrics").put("listen", "127.0.0.1:" + site.port("metrics"));
    site.configure();
    site.publish(site.web("a", "1"));
    site.deployer().startDaemon(site.daemon(), site.namespace());
    String deployed = await(site, "slipway_last_pass_exit_code 0.0");
    assertEquals(1, value(deployed, works(site)));
    assertIsWellFormed(deployed);
    for (Metric metric : Metric.values()) {
      assertTrue(deployed.contains("# TYPE " + metric.title() + " "), metric.title());
    }

    site.host().exec("systemctl", "restart", site.daemon()).orFail();
    await(site, works(site) + " 1.0");
    site.publish(site.web("a", "2"));
    await(site, works(site) + " 2.0");
    double polled = value(page(site), POLLED);
    Await.until(
        "polls at which nothing has changed are seen",
        SOON,
        () -> value(page(site), POLLED) > polled);
  }

  @Test
  void theDaemonAnswersOnAUnixSocketAndTakesOverWhatAKilledOneLeft(Site site) {
    String socket = "/run/slipway-metrics/" + site.namespace() + ".sock";
    site.settings().putObject("metrics").put("listen", "unix/" + socket);
    site.configure();
    site.publish(site.web("a", "1"));
    site.deployer().startDaemon(site.daemon(), site.namespace());
    String page =
        Await.value(
            "the socket answers with the deploy",
            SOON,
            () -> ask(site, socket).filter(text -> text.contains(works(site) + " 1.0")));
    assertIsWellFormed(page.substring(page.indexOf("\r\n\r\n") + 4));
    int before = site.units().pid(site.daemon());
    site.host().exec("kill", "-9", Integer.toString(before)).orFail();
    site.host().exec("systemctl", "restart", site.daemon()).orFail();
    Await.value("the next daemon answers", SOON, () -> ask(site, socket));
  }

  @Test
  void aPortThatIsTakenKeepsNothingFromBeingDeployed(Site site) {
    site.settings().putObject("metrics").put("listen", "127.0.0.1:" + site.port("a"));
    site.configure();
    site.deploy(site.web("a", "1"));
    site.deployer().startDaemon(site.daemon(), site.namespace());
    site.deployer().awaitLog(site.daemon(), "action=listen");
    site.publish(site.web("a", "2"));
    Http.await(site.domain("a"), "/", SOON, answer -> answer.is(200, "web 2"));
  }

  private static void textfile(Site site) {
    site.settings().putObject("metrics").put("textfile", path(site));
    site.settings().putObject("report").put("enabled", false);
    site.configure();
    site.host().exec("mkdir", "-p", site.state() + "/textfile").orFail();
  }

  private static String path(Site site) {
    return site.state() + "/textfile/slipway.prom";
  }

  private static String file(Site site) throws IOException {
    return Files.readString(site.host().file(path(site)));
  }

  private static String page(Site site) {
    return Http.port(site.port("metrics"), "/metrics").body() + "\n";
  }

  private static String await(Site site, String line) {
    return Await.value(
        "/metrics has " + line, SOON, () -> Optional.of(page(site)).filter(t -> t.contains(line)));
  }

  private static Optional<String> ask(Site site, String socket) {
    try (SocketChannel client =
        SocketChannel.open(UnixDomainSocketAddress.of(site.host().file(socket)))) {
      client.write(ByteBuffer.wrap("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(UTF_8)));
      return Optional.of(new String(Channels.newInputStream(client).readAllBytes(), UTF_8));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static void assertIsWellFormed(String text) {
    Output checked = Promtool.checkMetrics(text);
    assertEquals(0, checked.exit(), () -> checked + "\n" + text);
    assertEquals("", checked.out() + checked.err());
  }

  private static double value(String text, String series) {
    return text.lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + series + " in " + text));
  }

  private static String a(Site site) {
    return site.name("a");
  }

  private static String works(Site site) {
    return "slipway_deploys_total{result=\"works\",service=\"%s\"}".formatted(a(site));
  }

  private static ObjectNode failing(Site site) {
    ObjectNode entry = site.entry("a", Kind.UNHEALTHY, "1");
    entry.withObjectProperty("health").put("timeoutSec", 1);
    return entry;
  }
}
