package slipway.deployer.nix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/// A directory of shell scripts in place of Nix: what each call was is in `calls`.
record ScriptedNix(Path directory) {
  static ScriptedNix in(Path directory) throws IOException {
    Files.createDirectories(directory.resolve("bin"));
    Files.createDirectories(directory.resolve("tmp"));
    return new ScriptedNix(directory);
  }

  ScriptedNix with(String program, String script) throws IOException {
    Path file = directory.resolve("bin").resolve(program);
    Files.writeString(
        file,
        "#!/bin/sh\necho \"" + program + " $*\" >> " + directory.resolve("calls") + "\n" + script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return this;
  }

  NixTools tools() {
    return new NixTools(
        directory.resolve("bin"), Map.of("PATH", "/usr/bin:/bin"), directory.resolve("tmp"));
  }

  List<String> calls() throws IOException {
    Path calls = directory.resolve("calls");
    return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
  }

  /// What was left behind in the directory for temporary files.
  List<Path> leftovers() throws IOException {
    try (var files = Files.list(directory.resolve("tmp"))) {
      return files.toList();
    }
  }
}
