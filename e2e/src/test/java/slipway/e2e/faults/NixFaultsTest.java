package slipway.e2e.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import slipway.e2e.host.Output;
import slipway.e2e.site.Running;
import slipway.e2e.site.Sentence;
import slipway.e2e.site.Site;

/// Nix's daemon, by which the shipped unit copies, is away or does not answer. What needs no copy
/// goes on without it.
@OnSite
class NixFaultsTest {
  private static final List<String> THROUGH_DAEMON = List.of("NIX_REMOTE=daemon");

  @Test
  void withoutNixsDaemonWhatIsThereIsHealedAndTheDaemonIsNamed(Site site) {
    Running running = Running.on(site);
    site.deploy(running.entry(), site.web("b", "2"));
    site.publish(site.web("runs", "daemon-away"), site.web("b", "2"));
    site.host().exec("systemctl", "stop", site.unit("b")).orFail();
    site.host().exec("systemctl", "stop", "nix-daemon.socket", "nix-daemon.service").orFail();
    try {
      Output output = site.deployer().runWith(THROUGH_DAEMON, "sync");
      assertEquals(1, output.exit(), output::toString);
      Sentence.assertOne(
          output, site.name("runs"), "Nix's daemon does not answer", "systemctl status nix-daemon");
      running.assertUntouched();
      site.assertAnswers("b", "web 2");
    } finally {
      site.host().exec("systemctl", "start", "nix-daemon.socket").orFail();
    }
    assertEquals(0, site.deployer().runWith(THROUGH_DAEMON, "sync").exit());
    site.assertAnswers("runs", "web daemon-away");
  }

  @Test
  @Slow
  void aNixDaemonThatHangsIsGivenUpAndWhatIsThereIsHealed(Site site) {
    Running running = Running.on(site);
    site.deploy(running.entry(), site.web("b", "2"));
    site.settings().withObjectProperty("cache").put("copyTimeoutSec", 20);
    site.configure();
    site.publish(site.web("runs", "daemon-hangs"), site.web("b", "2"));
    site.host().exec("systemctl", "stop", site.unit("b")).orFail();
    site.host().exec("systemctl", "start", "nix-daemon.service").orFail();
    site.host().exec("systemctl", "kill", "-s", "STOP", "nix-daemon.service").orFail();
    Instant start = Instant.now();
    try {
      Output output = site.deployer().runWith(THROUGH_DAEMON, "sync");
      assertEquals(1, output.exit(), output::toString);
      Sentence.assertOne(output, site.name("runs"), "it was stopped after 20 s");
      running.assertUntouched();
      site.assertAnswers("b", "web 2");
      Duration took = Duration.between(start, Instant.now());
      assertTrue(took.compareTo(Duration.ofSeconds(85)) < 0, took::toString);
    } finally {
      site.host().exec("systemctl", "kill", "-s", "CONT", "nix-daemon.service").orFail();
    }
    assertEquals(0, site.deployer().runWith(THROUGH_DAEMON, "sync").exit());
    site.assertAnswers("runs", "web daemon-hangs");
  }

  @Test
  void theDaemonWaitsForNixs(Site site) {
    site.publish(site.web("a", "1"));
    Daemon daemon = Daemon.start(site);
    daemon.awaitAnswer("a", "web 1");
    int pid = daemon.pid();
    site.host().exec("systemctl", "stop", "nix-daemon.socket", "nix-daemon.service").orFail();
    try {
      site.publish(site.web("a", "daemon-waits"));
      daemon.awaitStatus("not as the manifest says: " + site.name("a"));
      site.assertAnswers("a", "web 1");
    } finally {
      site.host().exec("systemctl", "start", "nix-daemon.socket").orFail();
    }
    daemon.awaitAnswer("a", "web daemon-waits");
    assertEquals(pid, daemon.pid());
  }
}
