package slipway.e2e.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import slipway.e2e.ground.Documents;
import slipway.e2e.host.Await;
import slipway.e2e.host.Closures.Kind;
import slipway.e2e.host.Output;
import slipway.e2e.site.Site;
import tools.jackson.databind.node.ObjectNode;

/// The largest manifest that there can be, and the longest pass.
@OnSite
@Slow
class LimitsTest {
  private static final int SERVICES = 2_000;
  private static final int UPDATED = 100;

  /// Of the 1 GiB that the daemon's unit allows.
  private static final int MOST_KIB = 700 * 1024;

  private static final Duration PASS = Duration.ofMinutes(20);
  private static final int SLOW_SERVICES = 8;

  @Test
  void twoThousandServicesFitIntoTheMemoryOfTheUnit(Site site) {
    publish(site, 0);
    site.deployer().startDaemon(site.daemon(), site.namespace());
    int first = peakUntilPasses(site, 1);
    publish(site, UPDATED);
    int second = peakUntilPasses(site, 2);
    System.out.printf("LimitsTest: at most %d KiB, in an update %d KiB%n", first, second);
    System.out.println(log(site));
    assertEquals(
        Integer.toString(2 * SERVICES),
        site.host().shell("ls \"$1/services\" | wc -l", site.state()).orFail().text());
    assertTrue(Math.max(first, second) < MOST_KIB, () -> first + " KiB, " + second + " KiB");
    tidyUp(site);
  }

  @Test
  void aPassWhoseTimeIsUpEndsWithAReportAndTheNextOneGoesOn(Site site) {
    site.settings().put("passTimeoutSec", 60).put("parallelism", 1);
    site.configure();
    List<ObjectNode> services = new ArrayList<>();
    for (int i = 0; i < SLOW_SERVICES; i++) {
      services.add(site.entry("slow" + i, Kind.UNHEALTHY, "1"));
    }
    services.add(site.web("tail", "1"));
    site.publish(services.toArray(ObjectNode[]::new));

    Output cut = site.sync(1);
    assertTrue(
        cut.err()
            .contains(
                site.name("tail")
                    + ": not reached: the pass was ended after 60 s, its limit (passTimeoutSec); the next pass goes on"),
        cut::toString);
    assertFalse(site.isRouted("tail"));

    Output next = site.sync(1);
    assertFalse(next.err().contains("not reached"), next::toString);
    site.assertAnswers("tail", "web 1");
  }

  /// @param updated how many of them are in their second version
  private static void publish(Site site, int updated) {
    site.publish(
        IntStream.range(0, SERVICES)
            .mapToObj(number -> job(site, number, number < updated ? "two" : "one"))
            .toArray(ObjectNode[]::new));
  }

  /// A job that is not due, so that it costs the host a timer and no process.
  private static ObjectNode job(Site site, int number, String version) {
    ObjectNode job =
        Documents.process(site.name("s" + number), site.ground().closure(Kind.JOB, "1"), Site.HOST);
    job.withObjectProperty("systemd").put("timer", "2099-01-01").put("type", "oneshot");
    job.putObject("env").put("VERSION", version).put("FILLER", "x".repeat(180));
    return job;
  }

  /// Ahead of the site, whose commands have little time each.
  private static void tidyUp(Site site) {
    String all = site.namespace() + "-*";
    site.host().exec("systemctl", "stop", "--no-block", site.daemon(), all).orFail();
    Await.until("all timers have stopped", PASS, () -> isQuiet(site, all));
  }

  private static boolean isQuiet(Site site, String all) {
    String[] command = {"systemctl", "list-units", "-q", "--state=active", all};
    return site.host().exec(command).out().isBlank();
  }

  /// The most memory, in KiB, that the daemon and its children had at once until it has ended so
  /// many passes that changed something.
  private static int peakUntilPasses(Site site, int passes) {
    int[] peak = {0};
    Await.until(
        "pass " + passes + " has ended",
        PASS,
        () -> {
          peak[0] = Math.max(peak[0], memory(site));
          return log(site).lines().filter(line -> line.contains("action=pass result=0")).count()
              >= passes;
        });
    return peak[0];
  }

  private static int memory(Site site) {
    String daemon = Integer.toString(site.units().pid(site.daemon()));
    return site.host()
        .exec("ps", "-o", "pid=,rss=,comm=", "--pid", daemon, "--ppid", daemon)
        .out()
        .lines()
        .map(line -> line.strip().split(" +", 3))
        // A child that is not Nix yet is the daemon once more: it has the same pages.
        .filter(process -> process[0].equals(daemon) || process[2].startsWith("nix"))
        .mapToInt(process -> Integer.parseInt(process[1]))
        .sum();
  }

  private static String log(Site site) {
    return site.host()
        .exec("journalctl", "-q", "-o", "cat", "-u", site.daemon(), "--grep", "action=pass")
        .out();
  }
}
