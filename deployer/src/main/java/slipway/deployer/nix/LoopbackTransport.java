package slipway.deployer.nix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import slipway.cache.Access;
import slipway.cache.Bucket;
import slipway.cache.BucketException;
import slipway.cache.Guard;
import slipway.cache.LoopbackStore;
import slipway.deployer.reconcile.HostException;

/// Serves the bucket to one `nix copy` on 127.0.0.1. Works with every Nix, and Nix needs no
/// credentials.
///
/// The address stands in Nix's arguments, which every local user can read; so the store also asks
/// for a password, which Nix reads from a file that only root can open.
public final class LoopbackTransport implements Transport {
  private final Bucket bucket;

  /// @param bucket stays the caller's to close
  public LoopbackTransport(Bucket bucket) {
    this.bucket = bucket;
  }

  @Override
  public String source() {
    return bucket.settings().display() + " at " + bucket.settings().displayEndpoint();
  }

  @Override
  public Lease open(Path directory) throws HostException {
    try {
      return served(LoopbackStore.serve(bucket, Access.READ, Guard.PATH_AND_PASSWORD), directory);
    } catch (IOException broken) {
      throw new HostException(
          "cannot serve "
              + source()
              + " to nix on 127.0.0.1: "
              + broken
              + "; see that "
              + directory
              + " has room and that the loopback interface is up",
          broken);
    }
  }

  private static Lease served(LoopbackStore store, Path directory) throws IOException {
    try {
      Path netrc = Files.createTempFile(directory, "netrc", "");
      Files.writeString(netrc, store.netrc());
      return new Served(store, netrc);
    } catch (IOException | RuntimeException broken) {
      store.close(); // nobody else holds it yet
      throw broken;
    }
  }

  private record Served(LoopbackStore store, Path netrc) implements Lease {
    @Override
    public String uri() {
      return store.uri().toString();
    }

    @Override
    public Map<String, String> environment() {
      return Map.of("no_proxy", "127.0.0.1");
    }

    @Override
    public Map<String, String> options() {
      return Map.of("netrc-file", netrc.toString());
    }

    @Override
    public Optional<Trouble> trouble() {
      return store.firstFailure().map(Served::trouble);
    }

    private static Trouble trouble(BucketException failure) {
      Reach reach =
          switch (failure.kind()) {
            case NO_CREDENTIALS, NO_SUCH_BUCKET -> Reach.ALL;
            case WRONG_REGION, UNREACHABLE, SERVER_ERROR -> Reach.PERHAPS_ALL;
            // Without leave to list, a provider denies an object that is not there.
            case DENIED, TOO_LARGE, UNSUPPORTED, REFUSED -> Reach.THIS_OBJECT;
          };
      return new Trouble(String.valueOf(failure.getMessage()), reach);
    }

    @Override
    public void close() {
      store.close();
    }
  }
}
