package slipway.push.nix;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import slipway.cache.Archives;
import slipway.cache.LoopbackStore;
import slipway.cache.Shipment;
import slipway.manifest.StorePath;
import slipway.push.outcome.BucketFailures;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;
import slipway.push.process.Finished;

/// Uploads closures with `nix copy`, which signs each path that it writes. Nix gets the name of the
/// key file, never the key, and sees the bucket as a cache on 127.0.0.1 that asks for a password.
final class NixCopy {
  private static final String LOOPBACK = "127.0.0.1";

  private final Nix nix;
  private final Path secretKeyFile;
  private final Path temporary;

  NixCopy(Nix nix, Path secretKeyFile, Path temporary) {
    // A developer's proxy would be sent the password, and could not reach this machine's loopback.
    this.nix = nix.asking(LOOPBACK);
    this.secretKeyFile = secretKeyFile;
    this.temporary = temporary;
  }

  /// @param paths each is sent, and nothing else of its closure
  void upload(Collection<StorePath> paths, Shipment shipment, Archives archives) throws Failure {
    try (LoopbackStore store = LoopbackStore.forUpload(shipment, archives);
        CopyScratch scratch = CopyScratch.create(temporary, store.netrc())) {
      Finished copy =
          nix.start(scratch.environment(), command(store.uri(), scratch.netrc(), paths));
      if (!copy.succeeded()) {
        throw failure(store, archives, copy);
      }
    } catch (IOException e) {
      throw new Failure(
          ExitCode.FAILED, "cannot serve the bucket to nix copy: " + Failure.text(e), e);
    }
  }

  private List<String> command(URI store, Path netrc, Collection<StorePath> paths) {
    String secretKey =
        URLEncoder.encode(secretKeyFile.toString(), StandardCharsets.UTF_8).replace("+", "%20");
    List<String> command =
        Nix.command(
            "nix-command",
            "copy",
            // What of the closure is there was asked already, for all of it.
            "--no-recursive",
            "--to",
            store + "?compression=zstd&secret-key=" + secretKey,
            "--netrc-file",
            netrc.toString(),
            // What Nix remembers of a cache is of no use for an address that exists once.
            "--narinfo-cache-positive-ttl",
            "0",
            "--narinfo-cache-negative-ttl",
            "0",
            "--substituters",
            "",
            // The bucket's client has tried again already by the time Nix hears of a failure.
            "--download-attempts",
            "2");
    paths.forEach(path -> command.add(path.toString()));
    return command;
  }

  private static Failure failure(LoopbackStore store, Archives archives, Finished copy) {
    // Nix only sees the loopback store fail; the bucket's own words say why.
    return archives
        .firstFailure()
        .or(store::firstFailure)
        .map(BucketFailures::translated)
        .orElseGet(() ->
            new Failure(ExitCode.FAILED, "Nix could not copy the closure:\n" + copy.reason()));
  }
}
