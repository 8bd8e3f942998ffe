package slipway.e2e.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import slipway.e2e.host.Output;
import slipway.e2e.proxy.Answer;
import slipway.e2e.proxy.Request;
import slipway.e2e.proxy.Verdict;
import slipway.e2e.site.Running;
import slipway.e2e.site.Sentence;
import slipway.e2e.site.Site;

/// Clocks that are an hour off. The server says so, and the request is signed anew for its clock;
/// what is left is the manifest's own time, which a slow host has to refuse.
@OnSite
class BucketClockTest {
  private static final String AGENT = "/etc/slipway/wrong-clock.jar";
  private static final DateTimeFormatter SIGNED = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssX");

  @Test
  void aHostWhoseClockIsFastDeploys(Site site) {
    site.deploy(site.web("a", "1"));
    try (SpoiltBucket bucket = SpoiltBucket.of(site)) {
      String version = FreshClosures.next(site.ground());
      site.publish(site.web("a", version));
      Output output = sync(site, 1);
      assertEquals(0, output.exit(), output::toString);
      assertEquals("", output.err());
      site.assertAnswers("a", "web " + version);
      List<Request> asked = bucket.asked(SpoiltBucket.MANIFEST);
      assertEquals(3, asked.size(), "at a glance, by its own clock, and by the server's");
      assertTrue(signedAt(asked.getFirst()).isAfter(signedAt(asked.getLast()).plusSeconds(3_000)));
    }
  }

  @Test
  void aHostWhoseClockIsSlowRefusesWhatIsNewAndKeepsWhatRuns(Site site) {
    Running running = Running.on(site);
    Instant pushed = site.publish(running.entry(), site.web("b", "2"));
    Output output = sync(site, -1);
    assertEquals(3, output.exit(), output::toString);
    String hour = pushed.minusSeconds(3_600).toString().substring(0, 13);
    Sentence.assertOne(
        output, pushed.toString(), "10 minutes ahead of this host's clock, " + hour, "clock");
    running.assertUntouched();
    site.sync(0);
    site.assertAnswers("b", "web 2");
  }

  @Test
  void aHostWhoseClockIsSlowStillHealsWhatItAccepted(Site site) {
    site.deploy(site.web("a", "1"));
    site.host().exec("systemctl", "stop", site.unit("a")).orFail();
    Output output = sync(site, -1);
    assertEquals(0, output.exit(), output::toString);
    site.assertAnswers("a", "web 1");
  }

  @Test
  void aServerWhoseClockIsOffIsAskedByItsOwnClock(Site site) {
    site.deploy(site.web("a", "1"));
    Instant pushed = site.publish(site.web("a", "2"));
    Answer manifest =
        Answer.of(
            200,
            "OK",
            Map.of(
                "ETag",
                '"' + site.bucket().etag("manifest.json") + '"',
                "x-amz-meta-signature",
                site.bucket().metadata("manifest.json").getOrDefault("signature", "")),
            site.bucket().bytes("manifest.json"));
    for (int hours : List.of(1, -1)) {
      try (SpoiltBucket bucket = SpoiltBucket.of(site)) {
        // At a glance, and by its own clock.
        bucket.next(2, SpoiltBucket.MANIFEST, new Verdict.Reply(skewed(hours)));
        bucket.next(1, SpoiltBucket.MANIFEST, new Verdict.Reply(manifest));
        site.sync(0);
        site.assertAnswers("a", "web 2");
        Request second = bucket.asked(SpoiltBucket.MANIFEST).getLast();
        long off = signedAt(second).getEpochSecond() - Instant.now().getEpochSecond();
        assertTrue(Math.abs(off - hours * 3_600L) < 300, () -> pushed + " " + off);
      }
    }
  }

  @Test
  void aServerThatRefusesByItsClockHoweverItIsAskedIsTold(Site site) {
    Running running = Running.on(site);
    try (SpoiltBucket bucket = SpoiltBucket.of(site)) {
      Answer refusal = skewed(1);
      bucket.always(SpoiltBucket.MANIFEST, new Verdict.Reply(refusal));
      Sentence.assertOne(
          site.sync(4),
          "403 RequestTimeTooSkewed",
          "which says " + refusal.header("Date").orElseThrow(),
          "set the wrong one of the two");
      running.assertUntouched();
      bucket.heal();
      bucket.always(
          SpoiltBucket.MANIFEST, new Verdict.Change(answer -> answer.with("Date", httpDate(-1))));
      assertEquals("", site.sync(0).err(), "an answer is taken whatever its date");
    }
  }

  private static Output sync(Site site, int hours) {
    WrongClock.writeJar(site.host().file(AGENT));
    String agent = "-javaagent:" + AGENT + "=" + Duration.ofHours(hours).toSeconds();
    Output output = site.deployer().runWith(List.of("JAVA_TOOL_OPTIONS=" + agent), "sync");
    String err =
        output
            .err()
            .lines()
            .filter(line -> !line.startsWith("Picked up ") && !line.contains("][aot]"))
            .collect(Collectors.joining("\n"));
    return new Output(output.command(), output.exit(), output.out(), err);
  }

  private static Answer skewed(int hours) {
    return Answer.error(403, "RequestTimeTooSkewed").with("Date", httpDate(hours));
  }

  private static String httpDate(int hours) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(
        ZonedDateTime.now(ZoneOffset.UTC).plusHours(hours));
  }

  private static Instant signedAt(Request request) {
    return ZonedDateTime.parse(request.header("x-amz-date").orElseThrow(), SIGNED).toInstant();
  }
}
