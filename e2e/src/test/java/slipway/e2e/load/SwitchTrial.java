package slipway.e2e.load;

import java.time.Duration;
import java.util.List;
import slipway.e2e.host.Closures;
import slipway.e2e.host.Closures.Kind;
import slipway.e2e.host.ThrowawayHost;

/// Measures what each [Way] costs visitors, with plain units and without a deployer: two instances
/// that take turns behind the host's Caddy. `e2e/switch-trial` starts it: `SwitchTrial SWITCHES
/// RATE WAY…`.
public final class SwitchTrial {
  private static final Duration DRAIN = Duration.ofSeconds(1);
  private static final Duration REST = Duration.ofSeconds(1);
  private static final Duration WARMING = Duration.ofSeconds(5);
  private static final int HELD = 25;
  private static final int BAD = 5;

  private final ThrowawayHost host = ThrowawayHost.joined();
  private final String good;
  private final String broken;

  private SwitchTrial() {
    Closures closures = new Closures(host);
    good = closures.build("web", "1", Kind.SERVER, "--in-host");
    broken = closures.build("bad", "1", Kind.SERVER_BROKEN, "--in-host");
  }

  /// Arguments: switches, requests a second, [Way]s in their order or none for all.
  public static void main(String[] arguments) throws Exception {
    int switches = Integer.parseInt(arguments[0]);
    int rate = Integer.parseInt(arguments[1]);
    List<String> names = List.of(arguments).subList(2, arguments.length);
    SwitchTrial trial = new SwitchTrial();
    System.out.printf(
        "Caddy %s, %d requests a second, %d switches each%n",
        trial.host.exec("caddy", "version").orFail().text(), rate, switches);
    List<Way> ways =
        names.isEmpty() ? List.of(Way.values()) : names.stream().map(Way::valueOf).toList();
    for (Way way : ways) {
      trial.run(way, switches, rate);
    }
  }

  private void run(Way way, int switches, int rate) throws InterruptedException {
    for (int port : List.of(Way.FIRST, Way.SECOND)) {
      stop(port);
    }
    start(Way.FIRST, "web", good);
    way.lay(host);
    Target target = new Target(80, Way.DOMAIN, name -> name.startsWith("web "));
    long micros = microsOfCaddyForOne(target, rate);
    Load.Extent extent = new Load.Extent(rate, HELD, Duration.ofMinutes(5));
    try (Load load = new Load(target, extent, DRAIN)) {
      int from = Way.FIRST;
      for (int i = 0; i < switches; i++) {
        int to = from == Way.FIRST ? Way.SECOND : Way.FIRST;
        Thread.sleep(REST);
        load.phase(Phase.UPDATING);
        start(to, "web", good);
        way.move(host, to);
        Thread.sleep(DRAIN);
        stop(from);
        load.phase(Phase.REST);
        from = to;
      }
      Thread.sleep(REST);
      load.finish();
      System.out.printf(
          "%n%s: %d movements, %.0f requests a second, each %d µs of Caddy's processor time%n%s",
          way, load.movements(), load.rate(), micros, Table.of(load));
      if (way == Way.BOTH) {
        bad(target, rate, from);
      }
    }
    way.clear(host);
  }

  /// At rest; and the virtual machine becomes warm by it.
  private long microsOfCaddyForOne(Target target, int rate) throws InterruptedException {
    Load.Extent extent = new Load.Extent(rate, 0, WARMING.plusSeconds(1));
    long before = caddyNanos();
    try (Load load = new Load(target, extent, DRAIN)) {
      Thread.sleep(WARMING);
      load.finish();
      return (caddyNanos() - before) / 1_000 / Math.max(1, load.requests());
    }
  }

  private long caddyNanos() {
    return Long.parseLong(
        host.exec("systemctl", "show", "-P", "CPUUsageNSec", "caddy").orFail().text());
  }

  /// What visitors see of releases that answer 500 to everything but `/health`, where nothing but
  /// Caddy decides. (The other ways ask before they move.)
  private void bad(Target target, int rate, int serving) throws InterruptedException {
    if (serving == Way.FIRST) {
      start(Way.SECOND, "web", good);
      stop(Way.FIRST);
    }
    try (Load load = new Load(target, new Load.Extent(rate, 0, Duration.ofMinutes(2)), DRAIN)) {
      for (int i = 0; i < BAD; i++) {
        Thread.sleep(REST);
        start(Way.FIRST, "bad", broken);
        Thread.sleep(DRAIN);
        stop(Way.FIRST);
      }
      load.finish();
      System.out.printf("%n%s, %d bad releases%n%s", Way.BOTH, BAD, Table.of(load));
    }
  }

  private void start(int port, String command, String closure) throws InterruptedException {
    host.exec(
            "systemd-run",
            "-q",
            "--unit=load-" + port,
            "--setenv=PORT=" + port,
            closure + "/bin/" + command)
        .orFail();
    for (int tries = 0; !healthy(port); tries++) {
      if (tries == 100) {
        throw new IllegalStateException("nothing is healthy on port " + port + " after 5 s");
      }
      Thread.sleep(50);
    }
  }

  private static boolean healthy(int port) {
    try (Connection connection = Connection.open(new Target(port, "", _ -> true))) {
      return connection.exchange("GET /health HTTP/1.1\r\nHost: health\r\n\r\n").status() == 200;
    } catch (BrokenException _) {
      return false;
    }
  }

  private void stop(int port) {
    host.exec("systemctl", "stop", "load-" + port);
  }
}
