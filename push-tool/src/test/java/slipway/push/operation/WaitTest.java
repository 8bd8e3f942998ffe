package slipway.push.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static slipway.push.fleet.Told.NOON;
import static slipway.report.ReportedState.BLOCKED;
import static slipway.report.ReportedState.DEPLOYED;
import static slipway.report.ReportedState.DEPLOYING;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import slipway.push.fleet.Expectation;
import slipway.push.fleet.HostReports;
import slipway.push.fleet.Sighting;
import slipway.push.fleet.Told;
import slipway.push.fleet.Verdict;
import slipway.push.operation.Wait.Waited;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;

class WaitTest {
  private static final String WANTED = "a".repeat(64);

  private final ExecutorService threads = Executors.newSingleThreadExecutor();
  private final Script script = new Script();
  private final List<String> told = new ArrayList<>();
  private Instant now = NOON;

  @AfterEach
  void close() {
    threads.shutdownNow();
  }

  @Test
  void itEndsWhenEveryHostIsDone() throws Exception {
    script.host("a", new Sighting.Never(), starting("a"), done("a"));
    script.host("b", done("b"));
    Waited waited = run(Duration.ofMinutes(10), "a", "b");
    assertEquals(
        Map.of("a", new Verdict.Deployed(), "b", new Verdict.Deployed()), waited.verdicts());
    assertEquals(Duration.ofSeconds(2), waited.took());
    assertEquals(List.of("has never reported", "web: starting", "done"), told);
  }

  @Test
  void aHostThatIsDoneIsNotAskedAgain() throws Exception {
    script.host("a", starting("a"), starting("a"), done("a"));
    script.host("b", done("b"));
    run(Duration.ofMinutes(10), "a", "b");
    assertEquals(Map.of("a", 3, "b", 1), script.asked);
  }

  @Test
  void timeIsUpExactlyAndTheSilentHostIsNamedWithWhatIsKnown() throws Exception {
    script.host("a", starting("a"));
    Waited waited = run(Duration.ofSeconds(90), "a");
    assertEquals(Map.of("a", new Verdict.Late("web: starting")), waited.verdicts());
    assertEquals(Duration.ofSeconds(90), waited.took());
  }

  @Test
  void twoPassesThatAreBlockedEndTheWait() throws Exception {
    script.host("a", blocked(0), blocked(0), blocked(5));
    Waited waited = run(Duration.ofMinutes(10), "a");
    assertEquals(Map.of("a", new Verdict.Failed("web: blocked: port taken")), waited.verdicts());
    assertEquals(Duration.ofSeconds(2), waited.took());
  }

  @Test
  void aBucketThatGivesNoAnswerIsAskedAgain() throws Exception {
    script.host("a", new Sighting.Unasked("no answer"), done("a"));
    assertEquals(Map.of("a", new Verdict.Deployed()), run(Duration.ofMinutes(1), "a").verdicts());
  }

  @Test
  void nobodyToWaitForIsNoWait() throws Exception {
    assertEquals(Duration.ZERO, run(Duration.ofMinutes(1)).took());
  }

  @Test
  void anInterruptSaysThatTheManifestStays() {
    script.host("a", starting("a"));
    Wait wait =
        new Wait(
            script,
            threads,
            () -> now,
            _ -> {
              throw new InterruptedException();
            });
    Failure failure =
        assertThrows(Failure.class, () -> wait.run(expected("a"), Duration.ofMinutes(1), _ -> {}));
    assertTrue(Thread.interrupted());
    assertEquals(ExitCode.INTERRUPTED, failure.exitCode());
    assertTrue(Failure.text(failure).contains("slipway status --watch"));
  }

  private Waited run(Duration timeout, String... hosts) throws Failure {
    Wait wait = new Wait(script, threads, () -> now, time -> now = now.plus(time));
    return wait.run(
        expected(hosts),
        timeout,
        verdicts ->
            told.add(verdicts.values().stream().findFirst().map(WaitTest::text).orElse("nobody")));
  }

  private static String text(Verdict verdict) {
    return verdict instanceof Verdict.Waiting(String known, _) ? known : "done";
  }

  private static List<Expectation> expected(String... hosts) {
    return List.of(hosts).stream()
        .map(host ->
            new Expectation(
                host, NOON, new TreeMap<>(Map.of("web", new Expectation.Wanted.Runs(WANTED)))))
        .toList();
  }

  private static Sighting starting(String host) {
    return Told.by(host)
        .accepted(NOON)
        .running()
        .service("web", WANTED, DEPLOYING, "starting", null)
        .seen();
  }

  private static Sighting done(String host) {
    return Told.by(host).accepted(NOON).service("web", WANTED, DEPLOYED).seen();
  }

  private static Sighting blocked(int second) {
    return Told.by("a")
        .accepted(NOON)
        .at(NOON.plusSeconds(second))
        .service("web", WANTED, BLOCKED, null, "port taken")
        .seen();
  }

  /// Gives what it was told to, one after the other; the last again and again.
  private static final class Script implements HostReports {
    private final Map<String, Deque<Sighting>> sightings = new HashMap<>();
    private final Map<String, Integer> asked = new HashMap<>();

    void host(String host, Sighting... inOrder) {
      sightings.put(host, new ArrayDeque<>(List.of(inOrder)));
    }

    @Override
    public List<String> hosts() {
      return List.copyOf(sightings.keySet());
    }

    @Override
    public Sighting look(String host) {
      asked.merge(host, 1, Integer::sum);
      Deque<Sighting> left = sightings.getOrDefault(host, new ArrayDeque<>());
      return left.size() > 1 ? left.removeFirst() : left.getFirst();
    }
  }
}
