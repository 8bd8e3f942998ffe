package slipway.e2e.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import slipway.e2e.host.Closures;
import slipway.e2e.host.Closures.Kind;
import slipway.e2e.host.Output;
import slipway.e2e.host.S3Store;
import slipway.e2e.proxy.S3Proxy;
import slipway.manifest.NixSecretKey;
import tools.jackson.databind.node.ObjectNode;

/// Whoever sees a narinfo in the cache finds all that it names, whatever became of the push.
@OnFleet
class WholeCacheTest {
  private static final int LAYERS = 3;
  private static final int WIDTH = 4;
  private static final int LARGE_MEBIBYTES = 12;

  @Test
  void whatWasDeletedBehindTheIndexIsWrittenAgain(Project project) {
    String top = layers(project);
    try (S3Store cache = S3Store.create(project.server(), "behind-" + project.namespace())) {
      Desk desk = project.desk().withCache(cache.bucket());
      desk.run(0, "cache", "push", top);
      List<String> narInfos = narInfos(cache);
      assertEquals(LAYERS * WIDTH + 1, narInfos.size());
      cache.delete(narInfos.getFirst());
      cache.delete(archive(cache, narInfos.getLast()));
      Output again = desk.run(0, "cache", "push", top);
      assertTrue(again.out().contains("wrote 3 objects"), again::toString);
      assertEquals(narInfos, narInfos(cache));
      assertWhole(cache);
      Output third = desk.run(0, "cache", "push", top);
      assertTrue(third.out().contains("wrote 0 objects"), third::toString);
    }
  }

  @Test
  void twoPushersAtOnceWithKeysOfTheirOwnBothSign(Project project) {
    String top = layers(project);
    try (S3Store cache = S3Store.create(project.server(), "both-" + project.namespace())) {
      Desk one = project.desk().withCache(cache.bucket());
      Desk other =
          project
              .desk("other", NixSecretKey.generate("unused-1"), List.of())
              .withCache(cache.bucket());
      other.slipway().write("cache.key", NixSecretKey.generate("other-1").secretText());
      Started first = one.start("cache", "push", top);
      Started second = other.start("cache", "push", top);
      for (Started push : List.of(first, second)) {
        Output output = push.output().join();
        assertEquals(0, output.exit(), output::toString);
      }
      for (String narInfo : narInfos(cache)) {
        String text = cache.text(narInfo);
        assertTrue(text.contains("\nSig: other-1:"), text);
        assertTrue(text.contains("\nSig: " + project.ground().cacheKey().name() + ":"), text);
      }
      assertWhole(cache);
    }
  }

  @Test
  void aPushThatIsKilledLeavesNoNarinfoWithoutWhatItNames(Project project)
      throws InterruptedException {
    ObjectNode entry = project.entry("a", Kind.WEB, "1", "one");
    String large =
        project
            .ground()
            .closures()
            .build("web", project.namespace(), Kind.WEB, "--pad=" + LARGE_MEBIBYTES);
    entry.withObjectProperty("artifact").put("storePath", large);
    try (S3Store cache = S3Store.create(project.server(), "cut-" + project.namespace())) {
      Desk desk = project.desk().withCache(cache.bucket());
      Gate gate = Gate.closingOver(LARGE_MEBIBYTES << 18);
      try (S3Proxy proxy = S3Proxy.before(project.server(), gate)) {
        desk.use(proxy.endpoint());
        Started push = desk.start(desk.pushing(entry));
        gate.awaitStopped();
        push.kill();
      }
      assertFalse(cache.keys("nar/").isEmpty(), "something had been sent when it was killed");
      assertFalse(cache.has(narInfo(large)));
      assertWhole(cache);
    }
  }

  private static String layers(Project project) {
    return new Closures(project.developersMachine()).layers(project.namespace(), LAYERS, WIDTH);
  }

  private static void assertWhole(S3Store cache) {
    Set<String> keys = new HashSet<>(cache.keys(""));
    for (String narInfo : narInfos(cache)) {
      assertTrue(keys.contains(archive(cache, narInfo)), narInfo + " without its archive");
      Stream<String> references =
          Arrays.stream(
                  cache.text(narInfo).replaceFirst("(?s).*References: ([^\n]*).*", "$1").split(" "))
              .filter(reference -> !reference.isBlank());
      references.forEach(reference ->
          assertTrue(
              keys.contains(narInfo("/nix/store/" + reference)),
              narInfo + " without " + reference));
    }
  }

  private static List<String> narInfos(S3Store cache) {
    return cache.keys("").stream().filter(key -> key.endsWith(".narinfo")).toList();
  }

  private static String archive(S3Store cache, String narInfo) {
    return cache.text(narInfo).replaceFirst("(?s).*URL: (\\S+).*", "$1");
  }

  private static String narInfo(String path) {
    return path.substring("/nix/store/".length()).split("-", 2)[0] + ".narinfo";
  }
}
