package slipway.e2e.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import slipway.e2e.host.Closures.Kind;
import slipway.e2e.host.Output;
import slipway.e2e.host.S3Store;
import slipway.e2e.proxy.S3Proxy;
import tools.jackson.databind.node.ObjectNode;

/// Uploads that end before their time, in order.
@OnFleet
class InterruptedUploadTest {
  private static final int LARGE_MEBIBYTES = 12;
  private static final Duration SOON = Duration.ofSeconds(15);

  /// What an upload must not leave on the developer's machine.
  private static final String LEFTOVERS =
      "ls -d /tmp/slipway-* /tmp/nix* 2>/dev/null; pgrep -f 'copy --no-recursive' || :";

  @Test
  void ctrlCEndsAnUploadSoonAndLeavesNothingBehind(Project project) throws InterruptedException {
    ObjectNode entry = large(project);
    try (S3Store cache = S3Store.create(project.server(), "int-" + project.namespace())) {
      Desk desk = project.desk().withCache(cache.bucket());
      String before = leftovers(project);
      Gate gate = Gate.closingOver(LARGE_MEBIBYTES << 18);
      try (S3Proxy proxy = S3Proxy.before(project.server(), gate)) {
        desk.use(proxy.endpoint());
        Started push = desk.start(desk.pushing(entry));
        gate.awaitStopped();
        long start = System.nanoTime();
        Output output = push.interrupt();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        assertEquals(130, output.exit(), output::toString);
        assertTrue(output.err().contains("the same command goes on there"), output::toString);
        assertFalse(output.err().contains("\tat "), output::toString);
        assertTrue(took.compareTo(SOON) < 0, took::toString);
      }
      assertEquals(before, leftovers(project));
      assertFalse(project.bucket().text("manifest.json").contains(project.name("a")));
    }
  }

  @Test
  void aBucketThatGoesAwayInTheMiddleIsNamedAndWhatWasSentIsKept(Project project)
      throws InterruptedException {
    ObjectNode entry = large(project);
    try (S3Store cache = S3Store.create(project.server(), "gone-" + project.namespace())) {
      Desk desk = project.desk().withCache(cache.bucket());
      Gate first = Gate.closingOver(LARGE_MEBIBYTES << 18);
      Started push;
      try (S3Proxy proxy = S3Proxy.before(project.server(), first)) {
        desk.use(proxy.endpoint());
        push = desk.start(desk.pushing(entry));
        first.awaitStopped();
      }
      Output output = push.output().join();
      assertEquals(4, output.exit(), output::toString);
      assertTrue(output.err().contains(cache.bucket()), output::toString);
      Gate second = Gate.open();
      try (S3Proxy proxy = S3Proxy.before(project.server(), second)) {
        desk.use(proxy.endpoint());
        desk.push(0, entry);
      }
      Set<String> twice = new HashSet<>(second.stored());
      twice.retainAll(first.stored());
      assertEquals(Set.of(), twice, "objects that were sent twice");
    }
  }

  @Test
  void anArchiveThatABucketsRuleHasDeletedIsSentAgain(Project project) {
    ObjectNode entry = project.entry("a", Kind.WEB, "1", "one");
    String path = entry.at("/artifact/storePath").asString();
    String hash = path.substring("/nix/store/".length()).split("-", 2)[0];
    try (S3Store cache = S3Store.create(project.server(), "rule-" + project.namespace())) {
      Desk desk = project.desk().withCache(cache.bucket());
      desk.run(0, "cache", "push", path);
      String archive = cache.text(hash + ".narinfo").replaceFirst("(?s).*URL: (\\S+).*", "$1");
      cache.delete(archive);
      desk.run(0, "cache", "push", path);
      assertTrue(cache.has(archive));
    }
  }

  private static ObjectNode large(Project project) {
    ObjectNode entry = project.entry("a", Kind.WEB, "1", "one");
    entry
        .withObjectProperty("artifact")
        .put(
            "storePath",
            project
                .ground()
                .closures()
                .build("web", project.namespace(), Kind.WEB, "--pad=" + LARGE_MEBIBYTES));
    return entry;
  }

  private static String leftovers(Project project) {
    return project.developersMachine().shell(LEFTOVERS).text();
  }
}
