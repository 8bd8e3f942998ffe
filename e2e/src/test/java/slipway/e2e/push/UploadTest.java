package slipway.e2e.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import slipway.e2e.host.Closures.Kind;
import slipway.e2e.host.Output;
import slipway.e2e.host.S3Store;
import slipway.e2e.proxy.S3Proxy;
import tools.jackson.databind.node.ObjectNode;

/// Closures on their way to a cache of their own.
@OnFleet
class UploadTest {
  private static final int LARGE_MEBIBYTES = 12;

  @Test
  void aPushThatWasKilledInTheMiddleIsResumed(Project project) throws InterruptedException {
    ObjectNode entry = project.entry("a", Kind.WEB, "1", "one");
    entry.withObjectProperty("artifact").put("storePath", large(project));
    try (S3Store cache = S3Store.create(project.server(), "killed-" + project.namespace())) {
      Desk desk = project.desk().withCache(cache.bucket());
      Gate first = Gate.closingOver(LARGE_MEBIBYTES << 18);
      try (S3Proxy proxy = S3Proxy.before(project.server(), first)) {
        desk.use(proxy.endpoint());
        Started push = desk.start(desk.pushing(entry));
        first.awaitStopped();
        push.kill();
      }
      assertFalse(first.stored().isEmpty(), "something had been sent when it was killed");
      assertFalse(project.bucket().text("manifest.json").contains(project.name("a")));
      Gate second = Gate.open();
      try (S3Proxy proxy = S3Proxy.before(project.server(), second)) {
        desk.use(proxy.endpoint());
        desk.push(0, entry);
      }
      Set<String> twice = new HashSet<>(second.stored());
      twice.retainAll(first.stored());
      assertEquals(Set.of(), twice, "objects that were sent twice");
      assertTrue(project.bucket().text("manifest.json").contains(project.name("a")));
    }
  }

  @Test
  void whatTheCacheSaysOfAPathIsReadBackBeforeAHostDoes(Project project) {
    ObjectNode entry = project.entry("a", Kind.WEB, "1", "one");
    String path = entry.at("/artifact/storePath").asString();
    String hash = path.substring("/nix/store/".length()).split("-", 2)[0];
    try (S3Store cache = S3Store.create(project.server(), "forged-" + project.namespace())) {
      Desk desk = project.desk().withCache(cache.bucket());
      desk.run(0, "cache", "push", path);
      String narInfo = cache.text(hash + ".narinfo");
      // The first digit of such a hash is 0 or 1.
      String digit = narInfo.contains("NarHash: sha256:0") ? "1" : "0";
      String forged =
          narInfo
              .replaceFirst("NarHash: sha256:.", "NarHash: sha256:" + digit)
              .replaceFirst("(?m)^Sig: .*\n", "");
      cache.put(hash + ".narinfo", forged.getBytes(UTF_8), Map.of());
      String manifest = project.bucket().text("manifest.json");
      Output push = desk.push(3, entry);
      assertTrue(push.err().contains(hash + ".narinfo"), push::toString);
      assertTrue(push.err().contains(path), push::toString);
      assertEquals(manifest, project.bucket().text("manifest.json"));
    }
  }

  @Test
  void nothingIsSentWithoutTheKeyThatSignsIt(Project project) {
    ObjectNode entry = project.entry("a", Kind.WEB, "1", "one");
    try (S3Store cache = S3Store.create(project.server(), "keyless-" + project.namespace())) {
      Desk desk = project.desk().withCache(cache.bucket());
      String path = entry.at("/artifact/storePath").asString();
      desk.slipway().write("cache.key", "cache-1:not a key");
      Output upload = desk.run(2, "cache", "push", path);
      assertTrue(upload.err().contains("cache.key: "), upload::toString);
      assertTrue(upload.err().contains("secret key"), upload::toString);
      project.developersMachine().exec("rm", desk.slipway().directory() + "/cache.key").orFail();
      upload = desk.run(2, "cache", "push", path);
      assertTrue(upload.err().contains("cannot read the key"), upload::toString);
      assertEquals(List.of(), cache.keys(""));
    }
  }

  @Test
  void aFlakeIsBuiltPushedAndRun(Project project) {
    Desk desk = project.desk();
    project.follow("one");
    String architecture = project.developersMachine().exec("uname", "-m").orFail().text();
    desk.slipway().write("flake.nix", FLAKE.replace("@SYSTEM@", architecture + "-linux"));
    String tools = desk.slipway().directory() + "/tools";
    project
        .developersMachine()
        .exec("install", "-D", "/usr/bin/busybox", tools + "/busybox")
        .orFail();
    ObjectNode entry = project.entry("a", Kind.WEB, "1", "one");
    desk.slipway().write("a.json", entry.deepCopy().without("artifact").toString());
    Output push = desk.run(0, "push", project.name("a"), "--build", ".#web", "-f", "a.json");
    assertTrue(push.err().contains("the builder speaks"), push::toString);
    project.host("one").awaitRuns("a", "of a flake");
  }

  private static String large(Project project) {
    return project
        .ground()
        .closures()
        .build("web", project.namespace(), Kind.WEB, "--pad=" + LARGE_MEBIBYTES);
  }

  private static final String FLAKE =
      """
      {
        outputs = { self }: {
          packages.@SYSTEM@.web = derivation {
            name = "web-of-a-flake";
            system = "@SYSTEM@";
            builder = "${./tools}/busybox";
            args = [ "sh" "-euc" ''
              busybox=${./tools}/busybox
              echo "the builder speaks"
              $busybox mkdir -p $out/bin $out/site
              echo web of a flake >$out/site/index.html
              printf '#!%s sh\\nexec %s httpd -f -p 127.0.0.1:$PORT -h %s\\n' $busybox $busybox $out/site >$out/bin/web
              $busybox chmod +x $out/bin/web
            '' ];
          };
        };
      }
      """;
}
