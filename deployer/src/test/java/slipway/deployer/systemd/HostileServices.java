package slipway.deployer.systemd;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import slipway.manifest.Exec;
import slipway.manifest.Hardening;
import slipway.manifest.Health;
import slipway.manifest.Manifest;
import slipway.manifest.ManifestReader;
import slipway.manifest.ManifestWriter;
import slipway.manifest.RandomServices;
import slipway.manifest.Reading;
import slipway.manifest.Service;
import slipway.manifest.Systemd;
import slipway.unit.HostileText;

/// Services as the worst of manifests could hold them: every field that reaches a unit is made of
/// what systemd gives a meaning to, as far as the manifest's schema lets it.
final class HostileServices {
  private static final String[] UNIT_PIECES = {
    "a", "B", "7", "-", "--", "_", ":", ".", "..", "\\", "\\x2d", "\\x20", "\\n", "system"
  };
  private static final String[] UNIT_SUFFIXES = {
    ".service", ".target", ".socket", ".timer", ".path"
  };
  private static final String[] PATH_PIECES = {
    "~", "@", "-", "+", ":", "=", ",", "...", "..x", "a.b", "_", "srv"
  };
  private static final String[] TIMERS = {
    "daily",
    "daily   ",
    "*-*-* 03:00:00",
    "Mon..Fri *-*-* 04:00:00 Europe/Berlin",
    "2099-01-01",
    "*:0/15",
    "Sat,Sun 12-05  08:05:40",
    "*-02~03",
    "quarterly"
  };
  private static final String[] CAPABILITIES = {
    "CAP_CHOWN",
    "CAP_KILL",
    "CAP_NET_BIND_SERVICE",
    "CAP_NET_RAW",
    "CAP_SYS_ADMIN",
    "CAP_SYS_PTRACE"
  };
  private static final String[] SIZES = {"1", "4095", "512K", "3M", "17G", "2T", "infinity"};

  private final Random random;
  private final RandomServices plain;
  private final List<String> units;

  HostileServices(long seed) {
    this.random = new Random(seed);
    this.plain = new RandomServices(seed);
    this.units = Stream.generate(this::unitName).distinct().limit(60).toList();
  }

  /// A service that a manifest can hold: it was written into one and read from it.
  Service next(String name) {
    Service base = plain.next(name);
    boolean job = base.isTimerJob();
    Exec exec = base.exec();
    byte[] manifest =
        ManifestWriter.write(
            new Manifest(
                Instant.EPOCH.plusSeconds(1_700_000_000),
                List.of(
                    new Service(
                        name,
                        base.storePath(),
                        base.hosts(),
                        new Exec(
                            command(base), texts(), exec.user(), exec.group(), maybe(this::path)),
                        env(),
                        maybe(() -> path() + ".env"),
                        base.systemd().socket() ? base.http() : null,
                        health(base.health()),
                        systemd(base.systemd(), job),
                        hardening(base.hardening()),
                        base.deploy(),
                        maybe(this::revision)))));
    return switch (ManifestReader.read(manifest)) {
      case Reading.Valid(Manifest read) -> read.services().getFirst();
      case Reading.Invalid(var problems) -> throw new AssertionError(problems);
    };
  }

  /// Of health only the time limit reaches a unit.
  private static Health health(Health base) {
    return new Health(
        null, null, null, base.timeoutSec(), base.intervalSec(), base.stableSec(), base.enabled());
  }

  /// Prefixes of `ExecStart=` among them.
  private String command(Service service) {
    String name = pick("+serve", "-serve", "@serve", ":serve", "=", "?", "~x", "a,b", "serve");
    return random.nextBoolean() ? name : service.storePath() + "/libexec/" + name;
  }

  private Systemd systemd(Systemd base, boolean job) {
    return new Systemd(
        units(),
        units(),
        units(),
        base.restart(),
        base.restartSec(),
        base.type(),
        job ? pick(TIMERS) : null,
        base.socket(),
        base.stopTimeoutSec(),
        maybe(() -> pick(SIZES)),
        base.cpuQuota(),
        base.tasksMax());
  }

  private Hardening hardening(Hardening base) {
    return new Hardening(
        base.dynamicUser(),
        base.privateTmp(),
        base.protectSystem(),
        base.protectHome(),
        base.noNewPrivileges(),
        Stream.generate(this::path).limit(random.nextInt(3)).distinct().toList(),
        maybe(() -> pick("state", "a/b", "_.x", "a..b/c-d", "A.-_")),
        Stream.generate(() -> pick(CAPABILITIES)).limit(random.nextInt(4)).distinct().toList());
  }

  private List<String> units() {
    return Stream.generate(() -> units.get(random.nextInt(units.size())))
        .limit(random.nextInt(4))
        .distinct()
        .toList();
  }

  private String unitName() {
    StringBuilder name = new StringBuilder(pick("a", "Z9", "-", "x\\x2dy", ":"));
    for (int i = random.nextInt(6); i > 0; i--) {
      name.append(pick(UNIT_PIECES));
    }
    if (random.nextInt(3) == 0) {
      name.append('@').append(pick("1", "\\x2f", "a@b", "-", "::"));
    }
    return name + pick(UNIT_SUFFIXES);
  }

  private String path() {
    StringBuilder path = new StringBuilder();
    for (int part = random.nextInt(3); part >= 0; part--) {
      path.append('/');
      for (int piece = random.nextInt(3); piece >= 0; piece--) {
        path.append(pick(PATH_PIECES));
      }
      path.append('x');
    }
    return path.toString();
  }

  private String revision() {
    String text = text();
    return "r" + text.substring(0, Math.min(100, text.length())).replaceAll("\\p{Cs}", "");
  }

  /// A manifest has printable text only.
  private String text() {
    return HostileText.next(random).replace("\u2028", "");
  }

  private List<String> texts() {
    return Stream.generate(this::text).limit(random.nextInt(5)).toList();
  }

  private Map<String, String> env() {
    Map<String, String> env = new TreeMap<>();
    List<String> values = new ArrayList<>(texts());
    values.forEach(value -> env.put(pick("PATH", "K", "_", "LD_PRELOAD") + env.size(), value));
    return env;
  }

  private <T> @Nullable T maybe(Supplier<T> value) {
    return random.nextBoolean() ? value.get() : null;
  }

  private String pick(String... values) {
    return values[random.nextInt(values.length)];
  }
}
