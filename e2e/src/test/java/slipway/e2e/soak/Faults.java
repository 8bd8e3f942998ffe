package slipway.e2e.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import slipway.e2e.host.Output;
import slipway.e2e.host.ThrowawayHost;
import slipway.e2e.proxy.Verdict;
import slipway.e2e.site.Site;

/// Draws faults, begins them and ends them.
final class Faults {
  private static final String FILL = "/var/tmp/soak-fill";

  private final Site site;
  private final Weather weather;
  private final SplittableRandom random;
  private final List<Integer> deck = new ArrayList<>();

  Faults(Site site, Weather weather, SplittableRandom random) {
    this.site = site;
    this.weather = weather;
    this.random = random;
  }

  /// Each kind comes once before any comes again.
  ///
  /// @param services that run
  Fault draw(List<String> services) {
    String service = services.get(random.nextInt(services.size()));
    List<Fault> kinds =
        List.of(
            new Fault.None(),
            new Fault.BucketErrors(List.of(403, 404, 500, 503).get(random.nextInt(4))),
            new Fault.BucketHangs(),
            new Fault.BucketAway(),
            new Fault.CaddyRestarted(),
            new Fault.CaddyReloaded(),
            new Fault.ServiceStopped(service),
            new Fault.ServiceKilled(service),
            new Fault.UnitEdited(service),
            new Fault.UnitMasked(service),
            new Fault.DeployerKilled(true),
            new Fault.DeployerKilled(false),
            new Fault.NixDaemonStopped(),
            new Fault.GarbageCollected(),
            new Fault.DiskFull(),
            new Fault.Reboot(false),
            new Fault.Reboot(true));
    if (deck.isEmpty()) {
      IntStream.range(0, kinds.size()).forEach(deck::add);
    }
    return kinds.get(deck.remove(/* index */ random.nextInt(deck.size())));
  }

  void begin(Fault fault) {
    switch (fault) {
      case Fault.None() -> {}
      case Fault.BucketErrors(int status) ->
          weather.turn(new Verdict.Refuse(status, status == 403 ? "AccessDenied" : "Injected"));
      case Fault.BucketHangs() -> weather.turn(new Verdict.PassThenSilence());
      case Fault.BucketAway() -> site.ground().radosgw().away();
      case Fault.CaddyRestarted() -> run("systemctl", "restart", "caddy");
      case Fault.CaddyReloaded() ->
          run("caddy", "reload", "--force", "--config", "/etc/caddy/Caddyfile");
      case Fault.ServiceStopped(String service) -> run("systemctl", "stop", site.unit(service));
      case Fault.ServiceKilled(String service) ->
          run("systemctl", "kill", "-s", "KILL", site.unit(service));
      case Fault.UnitEdited(String service) ->
          host()
              .shell(
                  "echo '# by hand\nMemoryMax=900M' >>\"$1\"; systemctl daemon-reload",
                  site.state() + "/services/" + site.unit(service))
              .orFail();
      case Fault.UnitMasked(String service) -> run("systemctl", "mask", site.unit(service));
      case Fault.DeployerKilled(boolean _) -> {}
      case Fault.NixDaemonStopped() ->
          run("systemctl", "stop", "nix-daemon.socket", "nix-daemon.service");
      case Fault.GarbageCollected() -> {}
      case Fault.DiskFull() ->
          host().shell("cat /dev/zero >\"$1\" 2>/dev/null || true", FILL).orFail();
      case Fault.Reboot(boolean hard) -> {
        if (hard) {
          host().loseAndRegainPower();
        } else {
          host().reboot();
        }
      }
    }
  }

  void end(Fault fault) {
    switch (fault) {
      case Fault.BucketErrors _, Fault.BucketHangs _ -> weather.turn(new Verdict.Pass());
      case Fault.BucketAway() -> site.ground().radosgw().back();
      case Fault.UnitMasked(String service) -> run("systemctl", "unmask", site.unit(service));
      case Fault.DeployerKilled(boolean children) ->
          run(
              "systemctl",
              "kill",
              "-s",
              "KILL",
              "--kill-whom=" + (children ? "all" : "main"),
              site.daemon());
      case Fault.GarbageCollected() -> run("nix-collect-garbage");
      case Fault.NixDaemonStopped() -> run("systemctl", "start", "nix-daemon.socket");
      case Fault.DiskFull() -> run("rm", "-f", FILL);
      case Fault.None _,
          Fault.CaddyRestarted _,
          Fault.CaddyReloaded _,
          Fault.ServiceStopped _,
          Fault.ServiceKilled _,
          Fault.UnitEdited _,
          Fault.Reboot _ -> {}
    }
  }

  private ThrowawayHost host() {
    return site.host();
  }

  private void run(String... command) {
    Output _ = host().exec(command).orFail();
  }
}
