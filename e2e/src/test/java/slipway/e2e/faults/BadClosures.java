package slipway.e2e.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import slipway.e2e.host.Output;
import slipway.e2e.proxy.Verdict;
import slipway.e2e.site.Running;
import slipway.e2e.site.Site;
import tools.jackson.databind.node.ObjectNode;

/// A pass in which some services get closures that cannot be had, beside one that runs and one that
/// is good. It ends with a sentence for each of the bad ones; the pass after the trouble is over
/// deploys them without anybody's doing.
final class BadClosures implements AutoCloseable {
  private final Site site;
  private final Running running;
  private final SpoiltBucket bucket;
  private final Map<String, String> versions = new LinkedHashMap<>();
  private final Map<String, List<String>> told = new LinkedHashMap<>();

  private BadClosures(Site site) {
    this.site = site;
    this.running = Running.on(site);
    this.bucket = SpoiltBucket.of(site);
  }

  static BadClosures on(Site site) {
    return new BadClosures(site);
  }

  SpoiltBucket bucket() {
    return bucket;
  }

  /// @param parts of the sentence about the service
  BadClosures narInfo(String service, Verdict verdict, String... parts) {
    add(service, parts);
    bucket.always(narInfoKey(service), verdict);
    return withoutIndex(service);
  }

  /// Has the host ask for the narinfos of that service.
  BadClosures withoutIndex(String service) {
    String hash = narInfoKey(service).replace(".narinfo", "");
    bucket.always("index/" + hash + "\\.gz", new Verdict.Refuse(404, "NoSuchKey"));
    return this;
  }

  BadClosures archive(String service, Verdict verdict, String... parts) {
    add(service, parts);
    bucket.always(archiveKey(service), verdict);
    return this;
  }

  String storePath(String service) {
    return entry(service).at("/artifact/storePath").asString();
  }

  String narInfoKey(String service) {
    return storePath(service).substring("/nix/store/".length()).split("-", 2)[0] + ".narinfo";
  }

  /// As the narinfo in the bucket names it.
  String archiveKey(String service) {
    return line(service, "URL");
  }

  /// The value of a line of the narinfo in the bucket.
  String line(String service, String name) {
    return site.ground()
        .cache()
        .text(narInfoKey(service))
        .lines()
        .filter(line -> line.startsWith(name + ": "))
        .map(line -> line.substring(name.length() + 2))
        .findFirst()
        .orElseThrow();
  }

  void add(String service, String... parts) {
    versions.put(service, FreshClosures.next(site.ground()));
    told.put(service, List.of(parts));
  }

  void assertTheRestGoesOn() {
    add("good");
    told.remove("good");
    publish();
    Output output = patientSync();
    List<String> lines = output.err().lines().filter(line -> !line.isBlank()).toList();
    assertEquals(told.size(), lines.size(), output::toString);
    told.forEach((service, parts) -> {
      String sentence =
          lines.stream()
              .filter(line -> line.startsWith(site.name(service) + ": "))
              .findFirst()
              .orElseThrow(() -> new AssertionError(service + ": " + output));
      for (String part : parts) {
        assertTrue(sentence.contains(part), () -> "wanted \"" + part + "\" in " + sentence);
      }
      assertNotEquals(
          0,
          site.host().exec("nix-store", "--check-validity", storePath(service)).exit(),
          () -> storePath(service) + " must not be valid");
      assertEquals("", site.profile(service));
    });
    site.assertAnswers("good", "web " + versions.get("good"));
    running.assertUntouched();
    bucket.heal();
    assertEquals("", site.sync(0).err());
    versions.forEach((service, version) -> site.assertAnswers(service, "web " + version));
    running.assertUntouched();
  }

  /// A pass that may take longer than any other command of a test.
  private Output patientSync() {
    try {
      Path err = Files.createTempFile("sync", ".err");
      try {
        Process pass = site.deployer().begin(err, "sync");
        assertTrue(pass.waitFor(5, TimeUnit.MINUTES), "the pass must end");
        Output output = new Output(List.of("sync"), pass.exitValue(), "", Files.readString(err));
        assertEquals(1, output.exit(), output::toString);
        return output;
      } finally {
        Files.delete(err);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read what the pass said", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted during the pass", e);
    }
  }

  /// A manifest with all of them.
  void publish() {
    List<ObjectNode> entries = new ArrayList<>(List.of(running.entry()));
    versions.keySet().forEach(service -> entries.add(entry(service)));
    site.publish(entries.toArray(ObjectNode[]::new));
  }

  private ObjectNode entry(String service) {
    return site.web(service, versions.getOrDefault(service, ""));
  }

  @Override
  public void close() {
    bucket.close();
  }
}
