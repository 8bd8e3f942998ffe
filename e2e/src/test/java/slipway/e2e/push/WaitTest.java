package slipway.e2e.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import slipway.e2e.host.Closures.Kind;
import slipway.e2e.host.Output;
import slipway.manifest.NixSecretKey;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The exit code of `push --wait` can be believed.
@OnFleet
class WaitTest {
  private static final String[] ALL = {"one", "two", "three"};

  @Test
  void zeroMeansThatEveryHostRunsIt(Project project) {
    Desk desk = project.desk();
    project.follow(ALL);
    desk.push(0, project.entry("a", Kind.WEB, "1", ALL), "--wait");
    for (String host : ALL) {
      project.host(host).assertRuns("a", "1");
    }
    desk.push(0, project.entry("a", Kind.WEB, "2", ALL), "--wait");
    for (String host : ALL) {
      project.host(host).assertRuns("a", "2");
    }
    desk.run(0, "remove", project.name("a"), "--wait");
    for (String host : ALL) {
      project.host(host).assertDoesNotRun("a");
    }
  }

  @Test
  void aHostThatIsOffIsNamedAndCatchesUpLater(Project project) {
    Desk desk = project.desk();
    project.follow("one", "two");
    ObjectNode first = project.entry("a", Kind.WEB, "1", "one", "two");
    desk.push(0, first, "--wait");
    project.host("two").host().off();
    ObjectNode second = project.entry("a", Kind.WEB, "2", "one", "two");
    Output push = desk.push(4, second, "--wait", "--timeout", "30s");
    assertEquals(List.of("two"), named(push), push::toString);
    project.host("one").assertRuns("a", "2");
    JsonNode behind = JsonMapper.shared().readTree(desk.run(4, "status", "--json").out());
    assertEquals("current", behind.at("/hosts/one/standing").asString(), behind::toString);
    assertEquals("behind", behind.at("/hosts/two/standing").asString(), behind::toString);
    project.host("two").host().on();
    desk.push(0, second, "--wait");
    project.host("two").assertRuns("a", "2");
    desk.run(0, "status");
  }

  @Test
  void aHostThatHasNeverReportedIsNamed(Project project) {
    Desk desk = project.desk();
    project.follow("one");
    ObjectNode entry = project.entry("a", Kind.WEB, "1", "one", "nowhere");
    Output push = desk.push(4, entry, "--wait", "--timeout", "20s");
    assertEquals(List.of("nowhere"), named(push), push::toString);
    assertTrue(push.out().contains("never reported"), push::toString);
    project.host("one").assertRuns("a", "1");
  }

  @Test
  void aReleaseThatFailsOnOneHostIsToldWithThatHostsReason(Project project) {
    Desk desk = project.desk();
    project.follow(ALL);
    for (String host : ALL) {
      String port = Integer.toString(project.port("a"));
      project.host(host).secret("a.env", "PORT=" + (host.equals("two") ? "none" : port));
    }
    desk.push(0, project.entry("a", Kind.WEB, "1", ALL), "--wait");
    ObjectNode second = project.entry("a", Kind.WEB, "2", ALL);
    second.put("envFile", project.host("one").secrets() + "/a.env");
    Output push = desk.push(1, second, "--wait");
    assertEquals(List.of("two"), named(push), push::toString);
    assertTrue(push.out().contains("rolled back"), push::toString);
    project.host("one").assertRuns("a", "2");
    project.host("two").assertRuns("a", "1");
    project.host("three").assertRuns("a", "2");
  }

  @Test
  void twoColleaguesWhoPushAtOnceAreBothToldTheTruth(Project project) {
    NixSecretKey key = NixSecretKey.generate("bob-" + project.namespace());
    List<String> keys = List.of(key.publicKey().toString(), annsKey(project));
    Desk ann = project.desk("ann", project.manifestKey(), keys);
    Desk bob = project.desk("bob", key, keys);
    for (String host : ALL) {
      project.host(host).trust(key.publicKey().toString());
    }
    project.follow(ALL);
    Started first = ann.start(ann.pushing(project.entry("a", Kind.WEB, "1", ALL), "--wait"));
    Started second = bob.start(bob.pushing(project.entry("b", Kind.WEB, "2", ALL), "--wait"));
    Output annsEnd = first.output().join();
    for (String host : ALL) {
      project.host(host).assertRuns("a", "1");
    }
    Output bobsEnd = second.output().join();
    for (String host : ALL) {
      project.host(host).assertRuns("b", "2");
    }
    assertEquals(0, annsEnd.exit(), annsEnd::toString);
    assertEquals(0, bobsEnd.exit(), bobsEnd::toString);
  }

  @Test
  void aPausedHostIsNamedUntilItResumes(Project project) {
    Desk desk = project.desk();
    project.follow("one", "two");
    desk.push(0, project.entry("a", Kind.WEB, "1", "one", "two"), "--wait");
    project.host("two").deployer().run("pause", "--for", "1h", "--reason", "new disk").orFail();
    ObjectNode second = project.entry("a", Kind.WEB, "2", "one", "two");
    Output push = desk.push(4, second, "--wait", "--timeout", "20s");
    assertEquals(List.of("two"), named(push), push::toString);
    assertTrue(push.out().contains("paused until"), push::toString);
    assertTrue(push.out().contains("new disk"), push::toString);
    project.host("two").assertRuns("a", "1");
    project.host("two").deployer().run("resume").orFail();
    desk.push(0, second, "--wait");
    project.host("two").assertRuns("a", "2");
  }

  private static String annsKey(Project project) {
    return project.manifestKey().publicKey().toString();
  }

  /// The hosts about which the results say more than that all is well.
  private static List<String> named(Output push) {
    return push.out()
        .lines()
        .filter(line -> !line.startsWith("generation ") && !line.startsWith("deployed on "))
        .filter(line -> !line.startsWith("nothing changed"))
        .map(line -> line.split("  ", 2)[0])
        .toList();
  }
}
