package slipway.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import slipway.manifest.Hardening.ProtectHome;
import slipway.manifest.Hardening.ProtectSystem;

/// Valid services, each field as likely at its default as away from it.
public final class RandomServices {
  private static final String BASE32 = "0123456789abcdfghijklmnpqrsvwxyz";

  private final Random random;

  public RandomServices(long seed) {
    this.random = new Random(seed);
  }

  public Service next(String name) {
    boolean job = random.nextInt(4) == 0;
    StorePath storePath = storePath(name);
    String user = maybe(() -> word("u"));
    Http http = job ? null : maybe(this::http);
    return new Service(
        name,
        storePath,
        words("host", 1 + random.nextInt(3)),
        new Exec(
            random.nextBoolean() ? word("run") : storePath + "/libexec/" + word("run"),
            texts(),
            user,
            user == null ? null : maybe(() -> word("g")),
            maybe(() -> "/srv/" + word("w"))),
        env(),
        maybe(() -> "/var/lib/slipway-secrets/" + word("s") + ".env"),
        http,
        random.nextBoolean() ? Health.DEFAULT : health(job, http),
        random.nextBoolean() && !job ? Systemd.DEFAULT : systemd(job, http),
        random.nextBoolean() ? Hardening.defaults(user != null) : hardening(user != null),
        random.nextBoolean()
            ? Deploy.DEFAULT
            : new Deploy(random.nextBoolean(), random.nextInt(3601), 1 + random.nextInt(100)),
        maybe(() -> word("rev")));
  }

  StorePath storePath(String name) {
    StringBuilder hash = new StringBuilder();
    for (int i = 0; i < 32; i++) {
      hash.append(BASE32.charAt(random.nextInt(BASE32.length())));
    }
    return new StorePath(hash.toString(), name);
  }

  private Http http() {
    int port = 1 + random.nextInt(60_000);
    return new Http(
        word("d") + ".example.org",
        random.nextBoolean() ? "/" : "/" + word("p") + "/" + word("q"),
        port,
        maybe(() -> port + 1 + random.nextInt(5000)),
        random.nextBoolean() ? "PORT" : "LISTEN_PORT",
        random.nextBoolean());
  }

  private Health health(boolean job, @Nullable Http http) {
    boolean fixedPort =
        !job && (http == null || (http.standbyPort() == null && random.nextBoolean()));
    return new Health(
        job ? null : maybe(() -> "/" + word("h")),
        fixedPort ? (Integer) (1 + random.nextInt(65_535)) : null,
        job ? null : maybe(() -> word("check")),
        1 + random.nextInt(3600),
        1 + random.nextInt(3600),
        random.nextInt(3601),
        random.nextBoolean());
  }

  private Systemd systemd(boolean job, @Nullable Http http) {
    boolean socket = http != null && http.standbyPort() == null && random.nextBoolean();
    Systemd.Type type = pick(Systemd.Type.values());
    Systemd.Restart restart = pick(Systemd.Restart.values());
    return new Systemd(
        units(),
        units(),
        units(),
        job ? Systemd.Restart.ON_FAILURE : socket ? Systemd.Restart.ALWAYS : restart,
        socket ? 1 + random.nextInt(86_400) : random.nextInt(86_401),
        job ? Systemd.Type.ONESHOT : type == Systemd.Type.ONESHOT ? Systemd.Type.EXEC : type,
        job ? "*-*-* 04:00:00" : null,
        socket,
        maybe(() -> 1 + random.nextInt(86_400)),
        maybe(() -> 1 + random.nextInt(4096) + "M"),
        maybe(() -> 1 + random.nextInt(800) + "%"),
        maybe(() -> 1 + random.nextInt(4096)));
  }

  private Hardening hardening(boolean userNamed) {
    return new Hardening(
        !userNamed,
        random.nextBoolean(),
        pick(ProtectSystem.values()),
        pick(ProtectHome.values()),
        random.nextBoolean(),
        random.nextBoolean() ? List.of() : List.of("/srv/" + word("a"), "/var/" + word("b")),
        maybe(() -> word("state")),
        random.nextBoolean() ? List.of() : List.of("CAP_CHOWN", "CAP_NET_RAW"));
  }

  private Map<String, String> env() {
    Map<String, String> env = new TreeMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      env.put("V" + random.nextInt(100), text());
    }
    return env;
  }

  private List<String> texts() {
    List<String> texts = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      texts.add(text());
    }
    return texts;
  }

  private String text() {
    return pick(new String[] {"", " ", "a b", "\"", "\\", "%n $HOME", "ü ✓ 𝄞", "-", "'", "{}"});
  }

  private List<String> units() {
    return random.nextBoolean() ? List.of() : List.of(word("a") + ".service", "b@c.target");
  }

  private List<String> words(String stem, int count) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      words.add(stem + i + "-" + random.nextInt(1000));
    }
    return words;
  }

  private String word(String stem) {
    return stem + random.nextInt(1_000_000);
  }

  private <T> T pick(T[] values) {
    return values[random.nextInt(values.length)];
  }

  private <T> @Nullable T maybe(Supplier<T> value) {
    return random.nextBoolean() ? value.get() : null;
  }
}
