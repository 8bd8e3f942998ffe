package slipway.e2e.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import slipway.e2e.host.Output;
import slipway.e2e.host.ThrowawayHost;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The Nix code of this repository, in a directory of a host that has plain Nix and no nixpkgs.
record NixCode(ThrowawayHost host) {
  private static final String DIRECTORY = "/root/nix-code";

  /// What else files of the language read.
  private static final List<String> READ =
      List.of(
          "pom.xml",
          "nix/maven/lock.json",
          "examples/services/report.json",
          "examples/services/web.json",
          "examples/site/public/index.html");

  static NixCode on(ThrowawayHost host) {
    NixCode code = new NixCode(host);
    for (Path file : files()) {
      code.copy(root().resolve(file), DIRECTORY + "/" + file);
    }
    for (String read : READ) {
      code.copy(root().resolve(read), DIRECTORY + "/" + read);
    }
    return code;
  }

  /// All files of the language, relative to the repository.
  static List<Path> files() {
    try (Stream<Path> top = Files.list(root());
        Stream<Path> nix = Files.walk(root().resolve("nix"));
        Stream<Path> examples = Files.walk(root().resolve("examples"))) {
      return Stream.of(top, nix, examples)
          .flatMap(paths -> paths)
          .filter(path -> path.toString().endsWith(".nix"))
          .map(root()::relativize)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + root(), e);
    }
  }

  /// `e2e/run` starts tests there.
  static Path root() {
    return Path.of("").toAbsolutePath();
  }

  Output parse(Path file) {
    return host.exec("nix-instantiate", "--parse", DIRECTORY + "/" + file);
  }

  /// An attribute of `nix/tests/plain.nix`.
  JsonNode plain(String attribute) {
    return json("(import %s/nix/tests/plain.nix).%s".formatted(DIRECTORY, attribute));
  }

  /// An attribute of `nix/tests/examples.nix`.
  JsonNode examples(String attribute) {
    return json("(import %s/nix/tests/examples.nix).%s".formatted(DIRECTORY, attribute));
  }

  /// The files of `examples/services` with these store paths, each called after its service.
  JsonNode services(Map<String, String> packages) {
    host.write(DIRECTORY + "/packages.json", JsonMapper.shared().writeValueAsString(packages));
    return examples(
        "services (builtins.fromJSON (builtins.readFile %s/packages.json))".formatted(DIRECTORY));
  }

  /// What becomes of these options of `services.slipway.deployer`.
  JsonNode of(JsonNode options) {
    host.write(DIRECTORY + "/options.json", options.toString());
    return plain("of (builtins.fromJSON (builtins.readFile %s/options.json))".formatted(DIRECTORY));
  }

  /// What a file of `nix/tests` says that takes nixpkgs' library, once that is here.
  JsonNode withLibrary(String test) {
    return json(
        "import %s/nix/tests/%s { lib = import %s/lib; }".formatted(DIRECTORY, test, DIRECTORY));
  }

  /// Copies nixpkgs' library.
  void bring(Path lib) {
    try (Stream<Path> files = Files.walk(lib)) {
      files
          .filter(Files::isRegularFile)
          .forEach(file -> copy(file, DIRECTORY + "/lib/" + lib.relativize(file)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot copy " + lib, e);
    }
  }

  private JsonNode json(String expression) {
    return JsonMapper.shared()
        .readTree(
            host.exec("nix", "eval", "--impure", "--json", "--expr", expression).orFail().out());
  }

  private void copy(Path file, String path) {
    try {
      host.write(path, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
