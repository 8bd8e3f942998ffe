package slipway.e2e.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import slipway.e2e.host.Closures.Kind;
import slipway.e2e.host.Http;
import slipway.e2e.site.Site;
import tools.jackson.databind.node.ObjectNode;

/// What a service sees of itself.
@OnSite
class ProcessTest {
  @Test
  void envAndEnvFileReachTheProcess(Site site) {
    site.host().write(site.secrets() + "/a.env", "TOKEN=s3cr3t value\n");
    ObjectNode service = site.entry("a", Kind.ENV, "1");
    service.putObject("env").put("GREETING", "100 % of $HOME, \"quoted\" \\ done");
    service.put("envFile", site.secrets() + "/a.env");
    site.deploy(service);
    List<String> environment = page(site, "env");
    assertTrue(
        environment.contains("GREETING=100 % of $HOME, \"quoted\" \\ done"), environment::toString);
    assertTrue(environment.contains("TOKEN=s3cr3t value"), environment::toString);
    assertTrue(environment.contains("PORT=" + site.port("a")), environment::toString);
  }

  @Test
  void theNamedUserRunsTheProcess(Site site) {
    String user = site.name("user");
    site.host().exec("useradd", "--system", "--user-group", "--no-create-home", user).orFail();
    ObjectNode service = site.entry("a", Kind.ENV, "1");
    service.withObjectProperty("exec").put("user", user).put("group", user);
    site.deploy(service);
    String uid = site.host().exec("id", "-u", user).orFail().text();
    String identity = String.join("", page(site, "id"));
    assertTrue(identity.startsWith("uid=" + uid), identity);
  }

  @Test
  void aServiceWithoutAUserGetsADynamicOne(Site site) {
    site.deploy(site.entry("a", Kind.ENV, "1"));
    String identity = String.join("", page(site, "id"));
    int uid = Integer.parseInt(identity.replaceAll("uid=([0-9]+).*", "$1"));
    // systemd.exec(5): dynamic users come from this range.
    assertTrue(61_184 <= uid && uid <= 65_519, identity);
  }

  @Test
  void argumentsArriveAsTheyAreWritten(Site site) {
    ObjectNode service = site.entry("a", Kind.ENV, "1");
    service.withObjectProperty("exec").putArray("args").add("two words").add("%h $HOME");
    site.deploy(service);
    List<String> environment = page(site, "env");
    assertTrue(environment.contains("ARGUMENTS=<two words><%h $HOME>"), environment::toString);
  }

  private static List<String> page(Site site, String page) {
    Http.Answer answer = Http.site(site.domain("a"), "/cgi-bin/" + page);
    assertEquals(200, answer.status());
    return answer.body().lines().toList();
  }
}
