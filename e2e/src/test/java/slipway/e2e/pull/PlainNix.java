package slipway.e2e.pull;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import slipway.manifest.StorePath;

/// Nix as somebody without Slipway would use it, with a bucket that everybody may read.
record PlainNix(StorePath top, String publicKey, String bucket) {
  /// Every path of the closure, each after those that it needs.
  List<String> closure() throws IOException, InterruptedException {
    return run(List.of("nix-store", "--query", "--requisites", top.toString())).lines().toList();
  }

  void copy(URI address, NixHome home) throws IOException, InterruptedException {
    nix(home, List.of("copy", "--from", store(address)), List.of(top.toString()));
  }

  /// Has Nix remember narinfos.
  void askAbout(List<String> paths, URI address, NixHome home)
      throws IOException, InterruptedException {
    nix(home, List.of("path-info", "--store", store(address)), paths);
  }

  void delete(List<String> paths) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("nix-store", "--quiet", "--delete", "--ignore-liveness"));
    command.addAll(paths);
    run(command);
  }

  void requireValid(StorePath path) throws IOException, InterruptedException {
    run(List.of("nix-store", "--check-validity", path.toString()));
  }

  private String store(URI address) {
    return address + "/" + bucket;
  }

  private void nix(NixHome home, List<String> command, List<String> paths)
      throws IOException, InterruptedException {
    List<String> all =
        new ArrayList<>(
            List.of(
                "env",
                "HOME=" + home.directory(),
                "XDG_CACHE_HOME=" + home.directory().resolve("cache"),
                "nix",
                "--quiet",
                "--extra-experimental-features",
                "nix-command"));
    all.addAll(command);
    all.addAll(List.of("--option", "trusted-public-keys", publicKey));
    all.addAll(paths);
    run(all);
  }

  private static String run(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(
          command.getFirst() + " ended with " + process.exitValue() + ": " + command);
    }
    return out;
  }
}
