package slipway.e2e.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// A host of `e2e/host/host`.
public record ThrowawayHost(String name) {
  /// Set by `e2e/on-host` for what it runs.
  public static final String NAME_VARIABLE = "SLIPWAY_E2E_HOST";

  private static final String NAMES_VARIABLE = "SLIPWAY_E2E_HOSTS";
  private static final Duration LIMIT = Duration.ofSeconds(90);

  /// The host that `e2e/on-host` has started for this process.
  public static ThrowawayHost joined() {
    return new ThrowawayHost(
        Objects.requireNonNull(
            System.getenv(NAME_VARIABLE),
            NAME_VARIABLE + " is not set; run this by `e2e/on-host NAME -- …`"));
  }

  /// All hosts that `e2e/on-host` has started, that one first. This process is on its loopback
  /// only.
  public static List<ThrowawayHost> allStarted() {
    return Stream.of(System.getenv().getOrDefault(NAMES_VARIABLE, joined().name()).split(" "))
        .map(ThrowawayHost::new)
        .toList();
  }

  /// Runs a command on the host, as root.
  public Output exec(String... command) {
    return exec(List.of(), List.of(command));
  }

  /// Begins a command on the host and returns at once. What it starts there are descendants of the
  /// process returned, of which the only child is the command itself.
  ///
  /// @param err a file that its standard error is added to; its standard output is thrown away
  public Process begin(Path err, List<String> command) {
    List<String> arguments = new ArrayList<>(List.of("exec", name, "--"));
    arguments.addAll(command);
    try {
      return new ProcessBuilder(Scripts.command("host", arguments))
          .redirectInput(Path.of("/dev/null").toFile())
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.appendTo(err.toFile()))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + command.getFirst() + " on " + name, e);
    }
  }

  /// Runs a command as on the machine of a developer: with a Nix store and a `HOME` of its own, the
  /// files and the loopback shared with the host.
  public Output developer(List<String> command) {
    return exec(List.of("--developer"), command);
  }

  /// Runs a script of the POSIX shell; `arguments` are its `$1`, `$2`, …
  public Output shell(String script, String... arguments) {
    List<String> command = new ArrayList<>(List.of("sh", "-euc", script, "sh"));
    command.addAll(List.of(arguments));
    return exec(List.of(), command);
  }

  /// Clean poweroff and boot; files stay.
  public void reboot() {
    script("reboot", List.of(name)).orFail();
  }

  /// The power fails and comes back; files stay.
  public void loseAndRegainPower() {
    script("reboot", List.of(name, "--hard")).orFail();
  }

  /// Clean poweroff; files and what [#forward] has made stay.
  public void off() {
    script("off", List.of(name)).orFail();
  }

  /// Boots it; fine where it is up.
  public void on() {
    script("on", List.of(name)).orFail();
  }

  /// From now on connections to 127.0.0.1:port on this host reach that port of the other.
  public void forward(int port, ThrowawayHost other) {
    script("forward", List.of(name, Integer.toString(port), other.name())).orFail();
  }

  /// Runs a command of this machine on the host's loopback.
  public Output join(String... command) {
    List<String> arguments = new ArrayList<>(List.of(name, "--"));
    arguments.addAll(List.of(command));
    return script("join", arguments);
  }

  /// A file of the host, as this process sees it.
  ///
  /// @param path absolute, as the host sees it; a symlink in it is followed on this machine
  public Path file(String path) {
    return Path.of(script("root", List.of(name)).orFail().text() + path);
  }

  /// Writes a file for root alone, with its directories.
  public void write(String path, String content) {
    Path file = file(path);
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, content, UTF_8);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write %s of host %s".formatted(path, name), e);
    }
  }

  private Output exec(List<String> options, List<String> command) {
    List<String> arguments = new ArrayList<>(List.of(name));
    arguments.addAll(options);
    arguments.add("--");
    arguments.addAll(command);
    return script("exec", arguments);
  }

  private static Output script(String subcommand, List<String> arguments) {
    List<String> all = new ArrayList<>(List.of(subcommand));
    all.addAll(arguments);
    return Commands.run(LIMIT, Scripts.command("host", all));
  }
}
