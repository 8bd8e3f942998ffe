package slipway.deployer.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import slipway.deployer.caddy.AdminAddress;
import slipway.deployer.config.Settings.Transport;
import slipway.deployer.metrics.ListenAddress;

class SettingsFileTest {
  private static final String KEY = "k:11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

  @Test
  void theDefaultsAreThose() throws SettingsException {
    Settings settings = parse("{'manifest':{'bucket':{'bucket':'bkt'},'trustedKeys':['%s']}}");

    assertEquals("this-host", settings.host());
    assertEquals("slipway", settings.namespace());
    assertEquals(Path.of("/var/lib/slipway-deployer"), settings.stateDirectory());
    assertEquals(Path.of("/var/lib/slipway-secrets"), settings.secretsDirectory());
    assertEquals(settings.manifestBucket(), settings.cache().bucket());
    assertEquals(Transport.LOOPBACK, settings.cache().transport());
    assertEquals(List.of(), settings.cache().trustedKeys());
    assertNull(settings.caddy());
    assertEquals(Duration.ofMinutes(5), settings.poll().interval());
    assertEquals(Duration.ofSeconds(10), settings.poll().burstInterval());
    assertEquals(Duration.ofMinutes(15), settings.poll().burst());
    assertNull(settings.metrics());
    assertTrue(settings.reports());
    assertNull(settings.notifications());
    assertEquals(new Settings.Pass(4, Duration.ofHours(2)), settings.pass());
  }

  /// It becomes part of a key in the bucket.
  @Test
  void aHostThatIsNoHostNameIsRefused() {
    for (String host : List.of("../manifest", "a/b", "a b", ".", "a.")) {
      SettingsException no =
          assertThrows(
              SettingsException.class,
              () ->
                  parse(
                      "{'host':'HOST','manifest':{'bucket':{'bucket':'bkt'},'trustedKeys':['%s']}}"
                          .replace("HOST", host)));
      assertTrue(String.valueOf(no.getMessage()).contains("/host: found \"" + host), no::toString);
    }
  }

  @Test
  void everyKeyIsRead() throws SettingsException {
    Settings settings =
        parse(
            """
            {'host':'biz','namespace':'acme','parallelism':2,
             'stateDirectory':'/s','secretsDirectory':'/x',
             'manifest':{'bucket':{'bucket':'mani','prefix':'p/'},'trustedKeys':['%s'],
               'allowUnsigned':false,'acceptOlder':true},
             'cache':{'bucket':{'bucket':'cache','endpoint':'http://127.0.0.1:9000'},
               'trustedKeys':['%1$s'],'transport':'native','copyTimeoutSec':60},
             'caddy':{'admin':'unix//run/caddy/admin.sock','server':'web','listen':[':80']},
             'poll':{'intervalSec':30,'burstIntervalSec':1,'burstSec':5},
             'metrics':{'listen':'127.0.0.1:19080','textfile':'/var/lib/x/slipway.prom'},
             'report':{'enabled':false}}
            """);

    assertEquals("biz", settings.host());
    assertFalse(settings.reports());
    assertEquals("mani", settings.manifestBucket().bucket());
    assertTrue(settings.trust().acceptOlder());
    assertEquals("cache", settings.cache().bucket().bucket());
    assertEquals(Transport.NATIVE, settings.cache().transport());
    assertEquals(Duration.ofMinutes(1), settings.cache().copyTimeout());
    assertEquals("k", settings.cache().trustedKeys().getFirst().name());
    assertEquals(
        new Settings.Caddy(AdminAddress.parse("unix//run/caddy/admin.sock"), "web", List.of(":80")),
        settings.caddy());
    assertEquals(
        new Settings.Metrics(
            ListenAddress.parse("127.0.0.1:19080"), Path.of("/var/lib/x/slipway.prom")),
        settings.metrics());
    assertEquals(Duration.ofSeconds(1), settings.poll().burstInterval());
    assertEquals(Path.of("/s/services"), settings.unitDirectory());
  }

  @Test
  void numbersAreShownToThisHostAloneAndSomewhere() {
    String problems =
        problems(
            "{'metrics':{'listen':'0.0.0.0:80','textfile':'/x/slipway.txt'},'manifest':{'bucket':{'bucket':'bkt'},'trustedKeys':['%s']}}");
    assertTrue(problems.contains("/metrics/listen: wanted 127.0.0.1:PORT"), problems);
    assertTrue(
        problems.contains("/metrics/textfile: wanted a path that ends with .prom"), problems);
    assertTrue(
        problems("{'metrics':{},'manifest':{'bucket':{'bucket':'bkt'},'trustedKeys':['%s']}}")
            .contains("/metrics: names neither"));
  }

  @Test
  void aHookThatNoPassCouldWaitForIsRefused() {
    assertTrue(
        problems(
                "{'hooks':{'before':['/b'],'timeoutSec':60},'passTimeoutSec':60,'manifest':{'bucket':{'bucket':'bkt'},'trustedKeys':['%s']}}")
            .contains("/passTimeoutSec: wanted more than hooks.timeoutSec"));
  }

  @Test
  void theNamespaceNamesTheDirectories() throws SettingsException {
    Settings settings =
        parse("{'namespace':'biz','manifest':{'bucket':{'bucket':'bkt'},'trustedKeys':['%s']}}");

    assertEquals(Path.of("/var/lib/biz-deployer"), settings.stateDirectory());
    assertEquals(Path.of("/var/lib/biz-secrets"), settings.secretsDirectory());
  }

  @Test
  void aMisspeltKeyIsNamedWithTheNearestOne() {
    String problems =
        problems(
            "{'manifest':{'bucket':{'bucket':'bkt'},'trustedKey':['%s'],'allowUnsigned':true}}");

    assertTrue(problems.contains("/manifest/trustedKey"), problems);
    assertTrue(problems.contains("trustedKeys"), problems);
  }

  @Test
  void allProblemsComeTogether() {
    String problems =
        problems(
            "{'namespace':'Biz','parallelism':0,'manifest':{'bucket':{},'trustedKeys':['x']}}");

    assertEquals(4, problems.lines().count(), problems);
  }

  @Test
  void aHostWithoutATrustedKeyRefusesToStart() {
    assertTrue(problems("{'manifest':{'bucket':{'bucket':'bkt'}}}").contains("allowUnsigned"));
  }

  /// Else the routes of `biz` and `biz-staging` could have one id for two services.
  @Test
  void aNamespaceHasNoDash() {
    String problems =
        problems(
            "{'namespace':'biz-staging','manifest':{'bucket':{'bucket':'bkt'},'trustedKeys':['%s']}}");

    assertTrue(problems.contains("/namespace"), problems);
  }

  @Test
  void aHostWithoutANameMustBeGivenOne() {
    byte[] document =
        "{\"manifest\":{\"bucket\":{\"bucket\":\"bkt\"},\"allowUnsigned\":true}}"
            .getBytes(StandardCharsets.UTF_8);

    String problems =
        assertThrows(
                SettingsException.class, () -> SettingsFile.parse(document, "deployer.json", null))
            .getMessage();

    assertTrue(problems.contains("/host"), problems);
  }

  @Test
  void unsignedManifestsMayGoBackByDefault() throws SettingsException {
    Settings settings = parse("{'manifest':{'bucket':{'bucket':'bkt'},'allowUnsigned':true}}");

    assertTrue(settings.trust().acceptOlder());
  }

  private static String problems(String json) {
    return assertThrows(SettingsException.class, () -> parse(json)).getMessage();
  }

  private static Settings parse(String json) throws SettingsException {
    byte[] document = json.replace('\'', '"').formatted(KEY).getBytes(StandardCharsets.UTF_8);
    return SettingsFile.parse(document, "deployer.json", "this-host");
  }
}
