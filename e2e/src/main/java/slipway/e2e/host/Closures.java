package slipway.e2e.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// Small services in the developer's store, built offline; see `e2e/host/closure`.
public record Closures(ThrowawayHost host) {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  /// What the program of a closure does.
  public enum Kind {
    /// Answers `<service> <version>`.
    WEB,
    /// Besides that, shows its environment, user and privileges under `/cgi-bin/`.
    ENV,
    /// Answers every request with 500.
    UNHEALTHY,
    /// Exits 1 at once.
    CRASH,
    /// Appends a line to `$STATE_DIRECTORY/runs` and exits 0.
    JOB,
    /// Runs and does nothing: listens nowhere, never says that it is ready, never ends.
    HANG,
    /// Ignores SIGTERM, and is a web service else.
    STUBBORN,
    /// Exits 1 at its start while the host has a file `/run/slipway-fragile-$PORT`, and is a web
    /// service else.
    FRAGILE,
    /// Made for load: answers `<service> <version> <port>`, keeps connections, has WebSockets and
    /// event streams, ends what is under way when it is stopped. See `e2e/host/server/server.c`.
    SERVER,
    /// A server that answers every request with 500.
    SERVER_UNHEALTHY,
    /// A server that answers 500 to everything but `/health`.
    SERVER_BROKEN,
    /// A server that exits 1 a second after its start.
    SERVER_DYING
  }

  /// A web service that answers `<service> <version>`; the path has `bin/<service>`.
  public String web(String service, String version) {
    return build(service, version, Kind.WEB);
  }

  /// The store path of a closure of that kind; the same arguments give the same path.
  public String build(String service, String version, Kind kind, String... options) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                host.name(),
                service,
                version,
                "--" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-')));
    arguments.addAll(List.of(options));
    return Commands.run(LIMIT, Scripts.command("closure", arguments)).orFail().text();
  }

  /// The store path of a closure of `layers * width + 1` small paths, `layers + 1` deep.
  public String layers(String salt, int layers, int width) {
    return layers(salt, layers, width, "");
  }

  /// @param release two of them differ in their top alone
  public String layers(String salt, int layers, int width, String release) {
    return expression(
        "layers.nix",
        "--argstr",
        "salt",
        salt,
        "--arg",
        "layers",
        Integer.toString(layers),
        "--arg",
        "width",
        Integer.toString(width),
        "--argstr",
        "release",
        release);
  }

  /// The store path of a closure of so many paths of so many mebibytes, and one more.
  public String large(int parts, int mebibytes) {
    return expression(
        "large.nix",
        "--arg",
        "parts",
        Integer.toString(parts),
        "--arg",
        "mebibytes",
        Integer.toString(mebibytes));
  }

  /// The store path of a closure that has these programs in `bin`, each a script of the shell.
  public String programs(String name, Map<String, String> programs) {
    return expression(
        "programs.nix",
        "--argstr",
        "name",
        name,
        "--argstr",
        "programs",
        JsonMapper.shared().writeValueAsString(programs));
  }

  private String expression(String name, String... arguments) {
    Path file = Scripts.file("closures/" + name);
    try {
      List<String> command =
          new ArrayList<>(
              List.of(
                  "nix-build",
                  "--quiet",
                  "--no-out-link",
                  "--expr",
                  Files.readString(file, UTF_8)));
      command.addAll(List.of(arguments));
      return host.developer(command).orFail().text();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
