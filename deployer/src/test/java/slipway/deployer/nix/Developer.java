package slipway.deployer.nix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import slipway.deployer.reconcile.HostException;
import slipway.manifest.NixPublicKey;
import slipway.manifest.StorePath;

/// A store of its own beside the host's, two keys, and a binary cache that is a directory.
record Developer(Path directory, NixTools tools) {
  private static final List<String> NIX = List.of("--extra-experimental-features", "nix-command");

  static Developer in(Path directory, NixTools tools) throws Exception {
    Path busybox = Files.createDirectory(directory.resolve("tools")).resolve("busybox");
    Files.copy(Path.of("/usr/bin/busybox"), busybox);
    busybox.toFile().setExecutable(true);
    Developer developer = new Developer(directory, tools);
    for (String key : List.of("ours", "theirs")) {
      String secret = developer.nix("key", "generate-secret", "--key-name", key);
      Files.writeString(developer.key(key), secret);
    }
    return developer;
  }

  /// Builds something of that name, without pushing it.
  StorePath build(String name) throws HostException {
    String path =
        tools.ask(
            "nix-build", List.of("--store", store(), "--no-out-link", "--expr", expression(name)));
    return StorePath.of(path.strip());
  }

  /// The same, signed with that key alone and pushed.
  StorePath push(String name, String key) throws HostException {
    StorePath path = build(name);
    nix("store", "sign", "--store", store(), "-k", key(key).toString(), path.toString());
    nix("copy", "--store", store(), "--to", bucket(), path.toString());
    return path;
  }

  /// Trusts that key alone.
  Trust trust(String key) {
    try {
      String secret = Files.readString(key(key));
      int name = secret.indexOf(':');
      byte[] both = Base64.getDecoder().decode(secret.substring(name + 1).strip());
      String open = Base64.getEncoder().encodeToString(Arrays.copyOfRange(both, 32, 64));
      return new Trust(List.of(NixPublicKey.parse(secret.substring(0, name + 1) + open)));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  Transport transport() {
    return new Directory(bucket());
  }

  private String nix(String... arguments) throws HostException {
    return tools.ask("nix", Stream.concat(NIX.stream(), List.of(arguments).stream()).toList());
  }

  /// One file, made by the shell of a busybox that is imported as it is.
  private String expression(String name) {
    return """
    let tools = builtins.path { path = "%1$s/tools"; name = "tools"; };
    in derivation {
      name = "%2$s"; system = builtins.currentSystem; builder = "${tools}/busybox";
      args = [ "sh" "-c" "${tools}/busybox mkdir -p $out/bin
        ${tools}/busybox cp ${tools}/busybox $out/bin/%2$s" ];
    }
    """
        .formatted(directory, name);
  }

  private String store() {
    return directory.resolve("store").toString();
  }

  private String bucket() {
    return "file://" + directory.resolve("bucket");
  }

  private Path key(String name) {
    return directory.resolve(name + ".secret");
  }

  private record Directory(String uri) implements Transport, Transport.Lease {
    @Override
    public String source() {
      return "s3://releases/";
    }

    @Override
    public Lease open(Path directory, Set<StorePath> tops) {
      return this;
    }

    @Override
    public Map<String, String> environment() {
      return Map.of();
    }

    @Override
    public Map<String, String> options() {
      return Map.of();
    }

    @Override
    public Optional<Trouble> trouble() {
      return Optional.empty();
    }

    @Override
    public void close() {}
  }
}
