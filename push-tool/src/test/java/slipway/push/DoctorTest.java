package slipway.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import slipway.cache.Bucket;
import slipway.cache.Condition;
import slipway.cache.testing.Fault;
import slipway.manifest.NixPublicKey;
import slipway.manifest.NixSecretKey;
import slipway.push.doctor.Check;
import slipway.push.doctor.Doctor;
import slipway.push.doctor.Finding;
import slipway.push.files.KeyFiles;
import slipway.push.s3.BucketChecks;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The clock of a [Desk] stands still, so that of the doctor is wrong by design.
class DoctorTest {
  private static final int ALWAYS = Integer.MAX_VALUE;

  @TempDir Path folder;

  @Test
  void whatIsAsItShouldBeIsALineEach() throws Exception {
    try (Desk desk = Desk.ready(folder)) {
      String out = desk.run("doctor").out();
      for (String wanted :
          List.of(
              "ok    manifest key: ",
              "ok    cache key: ",
              "ok    s3://releases/ list: allowed",
              "ok    s3://releases/ read: allowed",
              "ok    s3://releases/ write: allowed",
              "ok    s3://releases/ conditional writes: kept",
              "ok    s3://releases/ nix-cache-info: StoreDir: /nix/store",
              "ok    manifest: generation 2026-01-01T10:01:00Z")) {
        assertTrue(out.contains(wanted), () -> wanted + " in " + out);
      }
    }
  }

  @Test
  void oneFailureHidesNoOther() throws Exception {
    try (Desk desk = Desk.ready(folder)) {
      Path key = folder.resolve(".slipway/manifest.key");
      Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
      desk.server()
          .faults()
          .next(ALWAYS, "PUT", "", new Fault.Ignoring(Set.of("If-Match", "If-None-Match")));
      desk.server()
          .faults()
          .next(ALWAYS, "GET", "nix-cache-info", new Fault.Status(403, "AccessDenied"));
      String out = desk.run("doctor").expect(1).out();
      for (String wanted :
          List.of(
              "FAIL  manifest key: the key " + key + " is open to others",
              "ok    cache key: ",
              "FAIL  s3://releases/ conditional writes: with If-None-Match",
              "FAIL  s3://releases/ nix-cache-info: reading nix-cache-info",
              "FAIL  clock: ")) {
        assertTrue(out.contains(wanted), () -> wanted + " in " + out);
      }
      String secret = Files.readString(folder.resolve(".slipway/cache.key")).strip();
      assertFalse(
          out.contains(secret.substring(secret.indexOf(':') + 1, secret.indexOf(':') + 20)));
    }
  }

  @Test
  void aManifestThatWasCopiedBackOrIsForgedIsSaid() throws Exception {
    try (Desk desk = Desk.ready(folder);
        Bucket bucket = desk.bucket()) {
      byte[] forged = "{}".getBytes(UTF_8);
      bucket.write("manifest.json", forged, "text/plain", Map.of(), new Condition.Always());
      JsonNode json = JsonMapper.shared().readTree(desk.run("doctor", "--json").expect(1).out());
      assertFalse(json.at("/ok").booleanValue());
      JsonNode manifest =
          json.at("/checks")
              .valueStream()
              .filter(check -> check.path("what").asString().equals("manifest"))
              .findFirst()
              .orElseThrow();
      assertEquals("FAIL", manifest.path("level").asString());
      assertTrue(manifest.path("text").asString().contains("carries no signature"));
    }
  }

  @Test
  void aHostThatDoesNotTrustOurKeyIsNamed() throws Exception {
    try (Desk desk = Desk.ready(folder);
        Bucket bucket = desk.bucket()) {
      desk.set("web", "1");
      assertTrue(desk.run("doctor").out().contains("warn  host a: has never reported"));
      NixPublicKey ours = new KeyFiles().load(desk.settings().manifestKeyFile()).publicKey();
      NixPublicKey cache = new KeyFiles().load(desk.settings().cacheKeyFile()).publicKey();
      NixPublicKey other = NixSecretKey.generate("other-1").publicKey();
      report(bucket, other, cache);
      String out = desk.run("doctor").expect(1).out();
      assertTrue(out.contains("FAIL  host a: manifest.trustedKeys lacks " + ours), out);
      report(bucket, ours, cache);
      assertTrue(desk.run("doctor").out().contains("ok    host a: says that it trusts both keys"));
    }
  }

  @Test
  void aHostsSettingsAreHeldAgainstOurs() throws Exception {
    try (Desk desk = Desk.ready(folder)) {
      String settings = desk.run("init", "--host", "a").expect(0).out();
      desk.write("good.json", settings);
      String good = desk.run("doctor", "--host-settings", "good.json").out();
      assertTrue(good.contains("ok    good.json: follows s3://releases/, trusts both keys"), good);
      desk.write(
          "bad.json",
          settings
              .replace("\"releases\"", "\"other-bucket\"")
              .replace("releases-manifest-1:", "releases-manifest-2:")
              .replaceFirst("\\{", "{\"namespace\": \"biz\","));
      String bad = desk.run("doctor", "--host-settings", "bad.json").expect(1).out();
      for (String wanted :
          List.of(
              "FAIL  bad.json: /manifest/bucket: found s3://other-bucket/",
              "FAIL  bad.json: /manifest/trustedKeys: lacks releases-manifest-1:",
              "FAIL  bad.json: /namespace: found biz; wanted slipway")) {
        assertTrue(bad.contains(wanted), () -> wanted + " in " + bad);
      }
      assertTrue(
          desk.run("doctor", "--host-settings", "no.json").expect(1).out().contains("no.json"));
    }
  }

  @Test
  void theClockIsJudgedByTheServers() throws Exception {
    try (Desk desk = Desk.at(folder);
        Bucket bucket = desk.bucket()) {
      assertEquals(Finding.Level.OK, clock(bucket, Duration.ZERO));
      assertEquals(Finding.Level.WARN, clock(bucket, Duration.ofMinutes(2)));
      assertEquals(Finding.Level.WARN, clock(bucket, Duration.ofMinutes(-9)));
      assertEquals(Finding.Level.FAIL, clock(bucket, Duration.ofMinutes(11)));
      desk.server().faults().next(1, "GET", "", new Fault.Status(403, "RequestTimeTooSkewed"));
      assertEquals(Finding.Level.OK, clock(bucket, Duration.ZERO));
    }
  }

  @Test
  void aCheckThatDoesNotEndIsEndedAndOthersAreSaid() throws Exception {
    Check hanging =
        new Check(
            "slow",
            () -> {
              try {
                Thread.sleep(Duration.ofMinutes(1));
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              return List.of();
            });
    Check quick = new Check("quick", () -> List.of(Finding.ok("quick", "done")));
    Check broken =
        new Check(
            "broken",
            () -> {
              throw new IllegalStateException("a bug");
            });
    Doctor doctor = new Doctor(List.of(hanging, quick, broken), Duration.ofMillis(300));
    List<Finding> findings = assertTimeout(Duration.ofSeconds(10), doctor::findings);
    assertEquals(
        List.of("FAIL slow", "ok quick", "FAIL broken"),
        findings.stream().map(found -> found.level().word() + " " + found.what()).toList());
  }

  private static Finding.Level clock(Bucket bucket, Duration ahead) throws Exception {
    InstantSource clock = () -> Instant.now().plus(ahead);
    return new BucketChecks(bucket, true).clock(clock).look().look().getFirst().level();
  }

  private static void report(Bucket bucket, NixPublicKey manifest, NixPublicKey cache)
      throws Exception {
    String text =
        """
        {"version":1,"host":"a","namespace":"slipway","deployer":"0.1.0","at":"2026-01-01T00:00:00Z",
         "poll":{"mode":"timer"},"trust":{"manifest":["%s"],"cache":["%s"]},
         "running":false,"services":[]}
        """
            .formatted(manifest, cache);
    bucket.write(
        "status/a.json",
        text.getBytes(UTF_8),
        "application/json",
        Map.of(),
        new Condition.Always());
  }
}
