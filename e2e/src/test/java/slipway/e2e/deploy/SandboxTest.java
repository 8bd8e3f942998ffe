package slipway.e2e.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import slipway.e2e.host.Closures.Kind;
import slipway.e2e.host.Http;
import slipway.e2e.site.Site;
import tools.jackson.databind.node.ObjectNode;

/// The daemon's own unit, as it is shipped.
@OnSite
class SandboxTest {
  private static final Duration SOON = Duration.ofSeconds(15);

  /// In the order of linux/capability.h.
  private static final List<String> CAPABILITIES =
      List.of(
          "CHOWN",
          "DAC_OVERRIDE",
          "DAC_READ_SEARCH",
          "FOWNER",
          "FSETID",
          "KILL",
          "SETGID",
          "SETUID",
          "SETPCAP",
          "LINUX_IMMUTABLE",
          "NET_BIND_SERVICE",
          "NET_BROADCAST",
          "NET_ADMIN",
          "NET_RAW",
          "IPC_LOCK",
          "IPC_OWNER",
          "SYS_MODULE",
          "SYS_RAWIO",
          "SYS_CHROOT",
          "SYS_PTRACE");

  @Test
  void theUnitExposesLittle(Site site) {
    site.deployer().startDaemon(site.daemon(), site.namespace());
    String judged =
        site.host().exec("systemd-analyze", "security", "--no-pager", site.daemon()).orFail().out();
    Matcher score = Pattern.compile("Overall exposure level .*: ([0-9.]+) ").matcher(judged);
    assertTrue(score.find(), judged);
    System.out.println("exposure of the daemon's unit: " + score.group(1) + " of 10");
    assertTrue(Double.parseDouble(score.group(1)) < 5, judged);
  }

  @Test
  void theDaemonCannotWriteOutsideOfItsOwnPlaces(Site site) {
    site.deployer().startDaemon(site.daemon(), site.namespace());
    String pid = Integer.toString(site.units().pid(site.daemon()));
    // As root with all capabilities, but with what the daemon sees as its files.
    String writable =
        site.host()
            .shell(
                """
                for place in /etc /usr /nix/store /var/lib /home /boot /nix/var/nix/gcroots "$2"; do
                  if nsenter --target "$1" --mount touch "$place/written" 2>/dev/null; then
                    nsenter --target "$1" --mount rm "$place/written"
                    echo "$place"
                  fi
                done
                """,
                pid,
                site.state())
            .orFail()
            .out();
    assertEquals(List.of("/nix/var/nix/gcroots", site.state()), writable.lines().toList());
  }

  @Test
  void theDaemonHasNoPrivilegeThatItDoesNotNeed(Site site) {
    site.deployer().startDaemon(site.daemon(), site.namespace());
    String status =
        site.host()
            .exec("cat", "/proc/" + site.units().pid(site.daemon()) + "/status")
            .orFail()
            .out();
    long bounding = Long.parseLong(field(status, "CapBnd"), 16);
    assertEquals(
        List.of(
            "CHOWN",
            "DAC_OVERRIDE",
            "DAC_READ_SEARCH",
            "FOWNER",
            "KILL",
            "SETGID",
            "SETUID",
            "SYS_PTRACE"),
        CAPABILITIES.stream()
            .filter(name -> (bounding >> CAPABILITIES.indexOf(name) & 1) == 1)
            .toList());
    assertEquals(0, bounding >> CAPABILITIES.size(), "later capabilities");
    assertEquals(field(status, "CapBnd"), field(status, "CapPrm"));
    assertEquals("1", field(status, "NoNewPrivs"));
    assertEquals("2", field(status, "Seccomp"), "a filter of system calls");
  }

  @Test
  void theBucketsCredentialsAreTheDaemonsAlone(Site site) {
    site.deployer().startDaemon(site.daemon(), site.namespace());
    String pid = Integer.toString(site.units().pid(site.daemon()));
    String environment =
        site.host().shell("tr '\\0' '\\n' <\"/proc/$1/environ\"", pid).orFail().out();
    String file =
        environment
            .lines()
            .filter(line -> line.startsWith("AWS_SHARED_CREDENTIALS_FILE="))
            .map(line -> line.substring(line.indexOf('=') + 1))
            .collect(Collectors.joining());
    assertEquals("/run/credentials/" + site.daemon() + "/aws", file);
    assertFalse(environment.contains(site.ground().radosgw().endpoint().secretKey()));
    assertFalse(
        site.host().exec("setpriv", "--reuid=65534", "--clear-groups", "cat", file).succeeded());
    assertTrue(
        site.host()
            .exec("cat", file)
            .orFail()
            .out()
            .contains(site.ground().radosgw().endpoint().secretKey()));
  }

  @Test
  void everyCheckWorksFromInsideTheSandbox(Site site) {
    site.host().write(site.secrets() + "/a.env", "TOKEN=t\n");
    ObjectNode entry = site.entry("a", Kind.ENV, "1").put("envFile", site.secrets() + "/a.env");
    entry.withObjectProperty("health").without("path").put("command", "not-root");
    site.publish(entry, site.web("b", "1"));
    site.deployer().startDaemon(site.daemon(), site.namespace());
    Http.await(site.domain("a"), "/cgi-bin/env", SOON, answer -> answer.body().contains("TOKEN=t"));
    Http.await(site.domain("b"), "/", SOON, answer -> answer.is(200, "web 1"));
  }

  private static String field(String status, String name) {
    return Arrays.stream(status.split("\n"))
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElseThrow();
  }
}
