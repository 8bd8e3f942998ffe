package slipway.e2e.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import slipway.e2e.ground.Ground;
import slipway.e2e.host.Http;
import slipway.e2e.host.ThrowawayHost;
import slipway.e2e.site.Site;
import tools.jackson.databind.JsonNode;

/// A Caddy with what the NixOS module adds to that of nixpkgs, in the place of the host's own.
@OnSite
class NixosCaddyTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String CADDY = "caddy-of-module.service";

  /// The part of a Caddyfile that Debian's Caddy, 2.6, does not know. Here no sites are in it, so
  /// that it comes to nothing.
  private static final String NAME_OF_SERVER = "(?s)servers [^}]*\\}\n";

  @AfterEach
  void bringTheHostsOwnBack(Ground ground) {
    new ModuleUnits(ground.host()).remove();
    ground
        .host()
        .shell(
            """
            systemctl stop caddy-of-module.service || true
            rm -rf /etc/systemd/system/caddy-of-module.service /etc/caddy/caddy_config /etc/caddy/of-module-* \\
              /usr/local/bin/caddy-forget /var/lib/caddy/.config
            systemctl daemon-reload
            systemctl start caddy.service
            """)
        .orFail();
  }

  @Test
  void routesOutliveARestartAndComeBackAfterAReload(Site site) {
    ThrowawayHost host = site.host();
    JsonNode made = NixCode.on(host).of(ModuleOptions.of(site));
    new ModuleUnits(host).configure(made);
    install(host, made.path("caddy"));
    host.shell("systemctl stop caddy.service; systemctl start " + CADDY).orFail();
    site.publish(site.web("a", "1"));
    host.exec("systemctl", "start", "slipway-deployer.service").orFail();
    answers(site);

    host.exec("systemctl", "stop", "slipway-deployer.service").orFail();
    host.exec("systemctl", "restart", CADDY).orFail();
    site.assertAnswers("a", "web 1");

    use(host, "of-module-2");
    host.exec("systemctl", "restart", CADDY).orFail();
    assertNotEquals("web 1", site.visit("a").body(), "what was saved of the first is forgotten");
    host.exec("systemctl", "start", "slipway-deployer.service").orFail();
    answers(site);

    use(host, "of-module-1");
    host.exec("systemctl", "restart", CADDY).orFail();
    answers(site);
    host.exec("systemctl", "reload", CADDY).orFail();
    answers(site);
  }

  @Test
  void caddyForgetsWhatItSavedOfAnEarlierConfiguration(Ground ground) {
    String forget = NixCode.on(ground.host()).plain("cases.good.least.caddy.forget").asString();
    ground.host().write("/root/nix-code/forget", forget);
    assertEquals(
        """
        unknown: forgotten
        the same: kept
        another: forgotten
        another, reloaded: kept
        after that: kept
        """,
        ground
            .host()
            .shell(
                """
                export HOME=/root/nix-code/home
                rm -rf "$HOME"
                saved=$HOME/.config/caddy/autosave.json
                mkdir -p /etc/caddy "${saved%/*}"
                judge() { # judge WHAT CONFIG [keep]
                  ln -sfn "$2" /etc/caddy/caddy_config
                  echo saved >"$saved"
                  sh /root/nix-code/forget ${3:-}
                  if [ -e "$saved" ]; then echo "$1: kept"; else echo "$1: forgotten"; fi
                }
                judge unknown /etc/hostname
                judge 'the same' /etc/hostname
                judge another /etc/hosts
                judge 'another, reloaded' /etc/passwd keep
                judge 'after that' /etc/passwd
                rm /etc/caddy/caddy_config
                """)
            .orFail()
            .out());
  }

  /// @param made what the module makes for Caddy
  private static void install(ThrowawayHost host, JsonNode made) {
    host.write("/usr/local/bin/caddy-forget", "#!/bin/sh\n" + made.path("forget").asString());
    String global = made.path("globalConfig").asString().replaceFirst(NAME_OF_SERVER, "");
    host.write("/etc/caddy/of-module-1", "{\n" + global + "}\n");
    host.write("/etc/caddy/of-module-2", "{\n" + global + "debug\n}\n");
    host.shell("chmod 755 /usr/local/bin/caddy-forget; chmod 644 /etc/caddy/of-module-*").orFail();
    use(host, "of-module-1");
    host.write(
        ModuleUnits.DIRECTORY + CADDY,
        """
        [Service]
        Type=notify
        User=caddy
        AmbientCapabilities=CAP_NET_BIND_SERVICE
        ExecStart=caddy run --config /etc/caddy/caddy_config --adapter caddyfile --resume
        ExecReload=caddy reload --config /etc/caddy/caddy_config --adapter caddyfile --force
        %s\
        """
            .formatted(ModuleUnits.section("Service", made.path("unit"))));
    host.exec("systemctl", "daemon-reload").orFail();
  }

  /// As a switch leads the link to another file.
  private static void use(ThrowawayHost host, String config) {
    host.exec("ln", "-sfn", "/etc/caddy/" + config, "/etc/caddy/caddy_config").orFail();
  }

  private static void answers(Site site) {
    Http.await(site.domain("a"), "/", SOON, answer -> answer.is(200, "web 1"));
  }
}
