package slipway.push.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import slipway.cache.BucketSettings;
import slipway.manifest.NixPublicKey;
import slipway.manifest.NixSecretKey;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;
import slipway.push.outcome.JsonText;

class PushSettingsReaderTest {
  private static final Path FILE = Path.of("/home/dev/project/slipway.json");

  @Test
  void whatIsLeftOutHasItsDefault() throws Exception {
    PushSettings settings =
        read("{'bucket':{'bucket':'abc'},'manifestKeyFile':'m.key','cacheKeyFile':'/k/c.key'}");
    BucketSettings bucket = new BucketSettings("abc", "us-east-1", null, null, false, "");
    assertEquals(
        new PushSettings(
            bucket,
            bucket,
            Path.of("/home/dev/project/m.key"),
            Path.of("/k/c.key"),
            List.of(),
            "slipway",
            true),
        settings);
  }

  @Test
  void everyKeyIsRead() throws Exception {
    NixPublicKey colleague = NixSecretKey.generate("colleague-1").publicKey();
    PushSettings settings =
        read(
            "{'bucket':{'bucket':'abc','region':'eu-1','endpoint':'https://s3.example.com',"
                + "'profile':'dev','pathStyle':false,'prefix':'team'},"
                + "'cacheBucket':{'bucket':'def'},'manifestKeyFile':'../m.key',"
                + "'cacheKeyFile':'c.key','trustedKeys':['"
                + colleague
                + "'],'namespace':'biz','conditionalWrites':'off-and-pushes-may-be-lost'}");
    assertEquals(
        new PushSettings(
            new BucketSettings(
                "abc", "eu-1", URI.create("https://s3.example.com"), "dev", false, "team/"),
            new BucketSettings("def", "us-east-1", null, null, false, ""),
            Path.of("/home/dev/m.key"),
            Path.of("/home/dev/project/c.key"),
            List.of(colleague),
            "biz",
            false),
        settings);
  }

  @Test
  void everyProblemIsNamedAtOnceWithTheKeyThatWasMeant() {
    Failure failure =
        assertThrows(
            Failure.class,
            () ->
                read(
                    "{'bucket':{'bucket':'abc','regoin':'x'},'manifestKeyFil':'m.key',"
                        + "'trustedKeys':['nonsense'],'namespace':'NO'}"));
    String text = Failure.text(failure);
    assertEquals(ExitCode.USAGE, failure.exitCode());
    for (String wanted :
        List.of(
            "/bucket/regoin: unknown key; did you mean \"region\"?",
            "/manifestKeyFil: unknown key; did you mean \"manifestKeyFile\"?",
            "/manifestKeyFile: missing",
            "/cacheKeyFile: missing",
            "/trustedKeys: not a public key",
            "/namespace: found \"NO\"")) {
      assertTrue(text.contains(FILE + ": " + wanted), () -> wanted + " in " + text);
    }
  }

  @Test
  void whatInitWritesIsRead() throws Exception {
    BucketSettings bucket =
        new BucketSettings("abc", "eu-1", URI.create("http://h:1"), "dev", true, "p/");
    String written = JsonText.of(SettingsDocument.developer(bucket, "m.key", "c.key"));
    assertEquals(bucket, read(written).bucket());
  }

  @Test
  void aDevelopersProfileStaysOutOfTheHostsSettings() throws Exception {
    PushSettings settings =
        read(
            "{'bucket':{'bucket':'abc','profile':'dev'},'manifestKeyFile':'m','cacheKeyFile':'c',"
                + "'namespace':'biz'}");
    NixPublicKey key = NixSecretKey.generate("k-1").publicKey();
    assertEquals(
        ("{'host':'h','namespace':'biz',"
                + "'manifest':{'bucket':{'bucket':'abc','region':'us-east-1'},'trustedKeys':['K']},"
                + "'cache':{'bucket':{'bucket':'abc','region':'us-east-1'},'trustedKeys':['K']},"
                + "'caddy':{}}")
            .replace('\'', '"')
            .replace("\"K\"", "\"" + key + "\""),
        SettingsDocument.host(settings, "h", key, key).toString());
  }

  private static PushSettings read(String json) throws Failure {
    return PushSettingsReader.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), FILE);
  }
}
