package slipway.e2e.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import slipway.e2e.host.Closures.Kind;
import slipway.e2e.site.Running;
import slipway.e2e.site.Sentence;
import slipway.e2e.site.Site;
import slipway.manifest.NixSecretKey;
import tools.jackson.databind.node.ObjectNode;

/// A service that cannot start on this host fails by itself: one sentence, exit code 1, and what
/// ran runs on, also the service's own previous release.
@OnSite
class BadHostTest {
  private static final String ABSENT = "/nix/store/00000000000000000000000000000000-web-of-nobody";

  @Test
  void aStorePathThatIsNotInTheBucketIsNamed(Site site) {
    Running running = Running.on(site);
    ObjectNode absent = site.web("runs", "1");
    absent.withObjectProperty("artifact").put("storePath", ABSENT);
    site.publish(absent);
    assertFailed(running, "runs", ABSENT, "closures");
  }

  @Test
  void aClosureSignedByAStrangerIsNotTaken(Site site) {
    Running running = Running.on(site);
    site.settings()
        .withObjectProperty("cache")
        .putArray("trustedKeys")
        .add(NixSecretKey.generate("other-1").publicKey().toString());
    site.configure();
    ObjectNode foreign = site.web("runs", "21");
    site.publish(foreign);
    String path = foreign.at("/artifact/storePath").asString();
    assertFailed(running, "runs", "web-site-21", "other-1", "push it again signed");
    assertFalse(site.host().exec("nix-store", "--check-validity", path).succeeded());
  }

  @Test
  void aMissingEnvFileIsNamed(Site site) {
    Running running = Running.on(site);
    site.publish(site.web("runs", "2").put("envFile", site.secrets() + "/none.env"));
    assertFailed(running, "runs", site.secrets() + "/none.env");
  }

  @Test
  void anEnvFileThatLeadsOutsideOfTheSecretsIsRefused(Site site) {
    Running running = Running.on(site);
    site.host()
        .shell("mkdir -p \"$1\"; ln -s /etc/shadow \"$1/link.env\"", site.secrets())
        .orFail();
    site.publish(site.web("runs", "2").put("envFile", site.secrets() + "/link.env"));
    assertFailed(running, "runs", site.secrets() + "/link.env", site.secrets());
  }

  @Test
  void aPortThatAStrangerHoldsIsNamed(Site site) throws IOException {
    Running running = Running.on(site);
    try (ServerSocket stranger = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ObjectNode moved = site.web("runs", "2");
      moved.withObjectProperty("http").put("internalPort", stranger.getLocalPort());
      site.publish(moved);
      assertFailed(running, "runs", Integer.toString(stranger.getLocalPort()));
    }
  }

  @Test
  void aNewServiceOnAStrangersPortGetsNoRoute(Site site) throws IOException {
    Running running = Running.on(site);
    try (ServerSocket stranger = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ObjectNode added = site.web("b", "2");
      added.withObjectProperty("http").put("internalPort", stranger.getLocalPort());
      site.publish(running.entry(), added);
      assertFailed(running, "b", Integer.toString(stranger.getLocalPort()));
      assertFalse(site.isRouted("b"));
      assertEquals(0, site.pid("b"));
    }
  }

  @Test
  void aUnitThatSomebodyElseWroteIsLeftAlone(Site site) {
    Running running = Running.on(site);
    site.host()
        .shell(
            """
            printf '[Service]\\nExecStart=/usr/bin/sleep infinity\\n' >"/etc/systemd/system/$1"
            systemctl daemon-reload
            systemctl start "$1"
            """,
            site.unit("b"))
        .orFail();
    int stranger = site.pid("b");
    site.publish(running.entry(), site.web("b", "2"));
    assertFailed(running, "b", site.unit("b"), "exists already", "/etc/systemd/system/");
    assertEquals(stranger, site.pid("b"));
    assertFalse(site.isRouted("b"));
  }

  @Test
  void aCommandThatIsNotInTheClosureIsNamed(Site site) {
    Running running = Running.on(site);
    ObjectNode wrong = site.web("runs", "2");
    wrong.withObjectProperty("exec").put("command", "wep");
    site.publish(wrong);
    assertFailed(running, "runs", site.ground().closure(Kind.WEB, "2") + "/bin/wep");
  }

  @Test
  void aUserThatTheHostDoesNotHaveIsNamed(Site site) {
    Running running = Running.on(site);
    ObjectNode wrong = site.web("runs", "2");
    wrong.withObjectProperty("exec").put("user", "nobody-knows");
    site.publish(wrong);
    Sentence.assertOne(site.sync(1), site.name("runs"), "nobody-knows");
    site.assertAnswers("runs", running.answer());
  }

  private static void assertFailed(Running running, String service, String... parts) {
    Site site = running.site();
    Sentence.assertOne(site.sync(1), parts);
    Sentence.assertOne(site.sync(1), site.name(service));
    running.assertUntouched();
  }
}
