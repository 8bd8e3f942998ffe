package slipway.e2e.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import slipway.e2e.host.Await;
import slipway.e2e.host.Closures.Kind;
import slipway.e2e.host.Output;
import slipway.e2e.site.Site;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Programs of the operator's before and after a deploy.
@OnSite
class HooksTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir Path folder;

  @Test
  void theHooksSeeWhatIsToBeDoneAndWhatCameOfItInUnitsOfTheirOwn(Site site) {
    String script =
        "cat >$0; cat /proc/self/cgroup >$0.unit; echo \"$SLIPWAY_SERVICES\" >$0.names; "
            + "echo \"$SLIPWAY_OUTCOME\" >$0.outcome; echo run >>$0.runs";
    hook(site, "before", script);
    hook(site, "after", script);
    site.deploy(site.web("a", "1").put("revision", "abc"));
    site.publish(failing(site));
    site.sync(1);

    JsonNode before = JsonMapper.shared().readTree(read(site, "before"));
    assertEquals("before", before.required("hook").stringValue());
    assertEquals(1, before.at("/services/0/from/release").intValue());
    assertEquals("abc", before.at("/services/0/from/revision").stringValue());
    assertEquals(
        site.ground().closure(Kind.CRASH, "1"),
        before.at("/services/0/to/storePath").stringValue());
    JsonNode after = JsonMapper.shared().readTree(read(site, "after"));
    assertEquals("failed", after.required("outcome").stringValue());
    assertEquals("rolled-back", after.at("/services/0/outcome").stringValue());
    assertEquals(1, after.at("/services/0/runs/release").intValue());
    for (String when : new String[] {"before", "after"}) {
      String unit = "%s-deployer.%s.service".formatted(site.namespace(), when);
      assertTrue(read(site, when + ".unit").contains("/" + unit), () -> read(site, when + ".unit"));
      assertEquals(site.name("a"), read(site, when + ".names"));
    }
    assertEquals("failed", read(site, "after.outcome"));

    site.sync(1);
    site.host().exec("systemctl", "stop", site.unit("a")).orFail();
    site.sync(1);
    site.assertAnswers("a", "web 1");
    assertEquals("run\nrun", read(site, "before.runs"), "neither polls nor repairs are deploys");
    assertEquals("run\nrun", read(site, "after.runs"));
  }

  @Test
  void aVetoKeepsTheReleaseThatRunsUntilItIsGivenUp(Site site) {
    site.deploy(site.web("a", "1"));
    hook(site, "before", "echo 'the fair is on'; ! test -e $0.veto || exit 3");
    veto(site, "touch");
    site.publish(site.web("a", "2"));

    Output vetoed = site.sync(1);

    String unit = site.namespace() + "-deployer.before.service";
    assertTrue(
        vetoed
            .err()
            .contains(
                site.name("a")
                    + ": vetoed by the before hook: exit code 3; see: journalctl -u "
                    + unit),
        vetoed::toString);
    site.assertAnswers("a", "web 1");
    assertEquals("", site.sync(1).out(), "a veto that lasts changes nothing");
    site.host().exec("systemctl", "stop", site.unit("a")).orFail();
    site.sync(1);
    site.assertAnswers("a", "web 1");
    assertTrue(
        site.host().exec("journalctl", "-q", "-u", unit).out().contains("the fair is on"),
        "what it says is in the journal");
    assertFalse(site.host().exec("systemctl", "--failed").out().contains(unit));

    veto(site, "rm");
    site.sync(0);
    site.assertAnswers("a", "web 2");
  }

  @Test
  void aHookThatHangsIsKilledAtItsLimitAndVetoes(Site site) {
    site.deploy(site.web("a", "1"));
    hook(site, "before", "sleep 1000 & echo $! >$0; wait");
    site.settings().withObjectProperty("hooks").put("timeoutSec", 1);
    site.configure();
    site.publish(site.web("a", "2"));

    Output vetoed = site.sync(1);

    assertTrue(vetoed.err().contains("hook: not over after 1 s, its limit"), vetoed::toString);
    site.assertAnswers("a", "web 1");
    assertFalse(site.host().exec("test", "-e", "/proc/" + read(site, "before")).exit() == 0);
  }

  @Test
  void anAfterHookThatFailsIsTold(Site site) {
    hook(site, "after", "exit 4");
    site.publish(site.web("a", "1"));
    Output output = site.sync(0);
    assertTrue(output.err().contains("the after hook failed: exit code 4"), output::toString);
    site.assertAnswers("a", "web 1");
  }

  @Test
  void afterADeployerThatWasKilledNoTwoRunAtOnce(Site site) throws IOException {
    site.deploy(site.web("a", "1"));
    hook(site, "before", "echo run >>$0; until test -e $0.go; do sleep 0.1; done");
    site.publish(site.web("a", "2"));
    Process doomed = site.deployer().begin(folder.resolve("err"), "sync");
    Await.until("the hook runs", SOON, () -> runs(site).equals("run"));
    doomed.children().forEach(ProcessHandle::destroyForcibly);
    doomed.onExit().join();

    Output second = site.sync(1);

    assertTrue(second.err().contains("the one of an earlier pass is still"), second::toString);
    assertEquals("run", runs(site));
    site.host().exec("touch", file(site, "before") + ".go").orFail();
    String unit = site.namespace() + "-deployer.before.service";
    Await.until("it has ended", SOON, () -> site.units().activeState(unit).equals("inactive"));
    site.sync(0);
    site.assertAnswers("a", "web 2");
  }

  private static String runs(Site site) {
    return site.host().exec("cat", file(site, "before")).text();
  }

  private static void hook(Site site, String when, String script) {
    site.settings()
        .withObjectProperty("hooks")
        .putArray(when)
        .add("/bin/sh")
        .add("-c")
        .add(script)
        .add(file(site, when));
    site.configure();
  }

  private static void veto(Site site, String command) {
    site.host().exec(command, file(site, "before") + ".veto").orFail();
  }

  /// What a hook writes to.
  private static String file(Site site, String when) {
    return site.state() + "/" + when;
  }

  private static String read(Site site, String name) {
    return site.host().exec("cat", file(site, name)).orFail().text();
  }

  private static ObjectNode failing(Site site) {
    ObjectNode service = site.entry("a", Kind.CRASH, "1");
    service.withObjectProperty("health").put("timeoutSec", 2);
    return service;
  }
}
