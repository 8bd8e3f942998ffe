package slipway.e2e.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import slipway.e2e.host.Closures.Kind;
import slipway.e2e.host.Http;
import slipway.e2e.site.Site;
import tools.jackson.databind.node.ObjectNode;

/// The unit that runs has the sandbox that its entry asks for: systemd is asked, not the file.
@OnSite
class HardeningTest {
  @Test
  void theDefaultsAreStrict(Site site) {
    site.deploy(site.entry("a", Kind.ENV, "1"));
    assertProperties(
        site,
        Map.of(
            "DynamicUser", "true",
            "PrivateTmp", "true",
            "ProtectSystem", "\"strict\"",
            "ProtectHome", "\"yes\"",
            "NoNewPrivileges", "true",
            "CapabilityBoundingSet", "0",
            "AmbientCapabilities", "0",
            "Restart", "\"on-failure\""));
    List<String> status = Http.site(site.domain("a"), "/cgi-bin/status").body().lines().toList();
    assertTrue(status.contains("NoNewPrivs:\t1"), status::toString);
    assertTrue(status.contains("CapBnd:\t0000000000000000"), status::toString);
  }

  @Test
  void whatTheEntryAsksForIsWhatRuns(Site site) {
    site.host().exec("mkdir", "-p", "/var/lib/" + site.name("shared")).orFail();
    String user = site.name("user");
    site.host().exec("useradd", "--system", "--user-group", user).orFail();
    ObjectNode service = site.web("a", "1");
    // A dynamic user would raise the protection to strict, whatever is asked for: systemd.exec(5).
    service.withObjectProperty("exec").put("user", user).put("group", user);
    ObjectNode hardening = service.putObject("hardening");
    hardening.put("protectSystem", "full").put("protectHome", "read-only");
    hardening.put("privateTmp", false).put("noNewPrivileges", true);
    hardening.put("stateDirectory", site.name("a"));
    hardening.putArray("readWritePaths").add("/var/lib/" + site.name("shared"));
    hardening.putArray("capabilities").add("CAP_NET_BIND_SERVICE");
    ObjectNode systemd = service.withObjectProperty("systemd");
    systemd.put("memoryMax", "256M").put("cpuQuota", "50%").put("tasksMax", 64);
    systemd.put("stopTimeoutSec", 7).put("restart", "always");
    site.deploy(service);
    assertProperties(
        site,
        Map.ofEntries(
            Map.entry("User", '"' + user + '"'),
            Map.entry("DynamicUser", "false"),
            Map.entry("ProtectSystem", "\"full\""),
            Map.entry("ProtectHome", "\"read-only\""),
            Map.entry("PrivateTmp", "false"),
            Map.entry("NoNewPrivileges", "true"),
            Map.entry("StateDirectory", "[\"" + site.name("a") + "\"]"),
            Map.entry("ReadWritePaths", "[\"/var/lib/" + site.name("shared") + "\"]"),
            // capabilities(7): bit 10
            Map.entry("CapabilityBoundingSet", "1024"),
            Map.entry("AmbientCapabilities", "1024"),
            Map.entry("MemoryMax", "268435456"),
            Map.entry("CPUQuotaPerSecUSec", "500000"),
            Map.entry("TasksMax", "64"),
            Map.entry("TimeoutStopUSec", "7000000"),
            Map.entry("Restart", "\"always\"")));
  }

  private static void assertProperties(Site site, Map<String, String> wanted) {
    wanted.forEach((name, value) ->
        assertEquals(
            value, site.units().property(site.unit("a"), "Service", name).toString(), name));
  }
}
