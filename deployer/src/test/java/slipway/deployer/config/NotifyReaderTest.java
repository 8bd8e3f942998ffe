package slipway.deployer.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import slipway.cache.settings.SettingsObject;
import slipway.deployer.notify.Event;
import slipway.deployer.notify.Rules;
import slipway.deployer.webhook.WebhookAddress;

class NotifyReaderTest {
  private static final Path SECRETS = Path.of("/var/lib/slipway-secrets");

  @Test
  void onlySomebodyToTellIsNeeded() {
    SettingsObject root = root("{'webhook':{'urlFile':'/var/lib/slipway-secrets/hook'}}");
    assertEquals(
        new NotifySettings(
            new WebhookAddress.InFile(SECRETS.resolve("hook")),
            List.of(),
            new Rules(
                Set.of(Event.FAILURE, Event.RECOVERY),
                Duration.ofHours(24),
                Duration.ofMinutes(15),
                Duration.ofMinutes(30)),
            Duration.ofSeconds(10)),
        read(root));
    assertEquals(List.of(), root.problems());
  }

  @Test
  void everyKeyIsRead() {
    SettingsObject root =
        root(
            """
            {'webhook':{'url':'https://example.com/x'},'command':['/bin/mail','-s'],'on':['deploy'],
             'remindHours':0,'steadySec':1,'unreachableSec':2,'timeoutSec':3}
            """);
    assertEquals(
        new NotifySettings(
            new WebhookAddress.Written("https://example.com/x"),
            List.of("/bin/mail", "-s"),
            new Rules(Set.of(Event.DEPLOY), null, Duration.ofSeconds(1), Duration.ofSeconds(2)),
            Duration.ofSeconds(3)),
        read(root));
    assertEquals(List.of(), root.problems());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{} | names nobody to tell",
        "{'webhook':{}} | /webhook: wanted either urlFile",
        "{'webhook':{'url':'https://a/','urlFile':'/var/lib/slipway-secrets/x'}} | /webhook: wanted either",
        "{'webhook':{'urlFile':'/etc/hook'}} | below the secrets directory /var/lib/slipway-secrets",
        "{'webhook':{'urlFile':'/var/lib/slipway-secrets/../x'}} | an absolute path without",
        "{'webhook':'https://ntfy.sh/T0KEN'} | /webhook: found something else; wanted an object",
        "{'webhook':{'urlFile':'https://ntfy.sh/T0KEN'}} | /webhook/urlFile: found something else; wanted an",
        "{'webhook':{'url':['https://ntfy.sh/T0KEN']}} | /webhook/url: found something else; wanted a string",
        "{'webhook':{'url':'T0KEN'}} | /webhook/url: is no URL",
        "{'webhook':{'url':'ftp://T0KEN/x'}} | /webhook/url: is no URL",
        "{'webhook':{'url':'https://a/ T0KEN'}} | /webhook/url: is no URL",
        "{'command':[]} | /command: names no program",
        "{'command':['mail']} | wanted the absolute path of a program first",
        "{'command':['/bin/../mail']} | wanted the absolute path of a program first",
        "{'command':['/m'],'on':['failures']} | found \"failures\"; wanted failure, recovery or deploy",
        "{'command':['/m'],'on':[]} | /on: names nothing",
        "{'command':['/m'],'remindHours':-1} | from 0 to 8760",
        "{'command':['/m'],'timeoutSec':61} | from 1 to 60",
        "{'command':['/m'],'remindHour':1} | did you mean \"remindHours\"?",
      })
  void aProblemIsNamedWithoutTheUrl(String json, String problem) {
    SettingsObject root = root(json);
    read(root);
    String problems = String.join("\n", root.problems());
    assertTrue(problems.contains(problem), problems);
    assertFalse(problems.contains("T0KEN"), problems);
  }

  private static NotifySettings read(SettingsObject root) {
    NotifySettings settings = NotifyReader.read(root, SECRETS);
    root.finish();
    return settings;
  }

  private static SettingsObject root(String json) {
    return SettingsObject.root(json.replace('\'', '"').getBytes(UTF_8), "deployer.json");
  }
}
