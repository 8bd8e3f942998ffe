package slipway.deployer.nix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import slipway.cache.Bucket;
import slipway.cache.BucketException;
import slipway.cache.LoopbackStore;
import slipway.cache.Pull;
import slipway.deployer.reconcile.HostException;
import slipway.manifest.StorePath;

/// Serves the bucket to one `nix copy` on 127.0.0.1. Works with every Nix, and Nix needs no
/// credentials.
///
/// The address stands in Nix's arguments, which every local user can read; so the store also asks
/// for a password, which Nix reads from a file that only root can open.
public final class LoopbackTransport implements Transport {
  private static final Logger LOG = LoggerFactory.getLogger(LoopbackTransport.class);

  private final Bucket bucket;
  private final StoreFiles files;
  private final LongConsumer pulled;
  private final boolean indexed;

  /// @param bucket stays the caller's to close
  /// @param files of the store that is copied to
  /// @param pulled told after each copy how many bytes Nix has got
  public LoopbackTransport(Bucket bucket, StoreFiles files, LongConsumer pulled) {
    this(bucket, files, pulled, true);
  }

  private LoopbackTransport(Bucket bucket, StoreFiles files, LongConsumer pulled, boolean indexed) {
    this.bucket = bucket;
    this.files = files;
    this.pulled = pulled;
    this.indexed = indexed;
  }

  @Override
  public String source() {
    return bucket.settings().display() + " at " + bucket.settings().displayEndpoint();
  }

  @Override
  public LoopbackTransport withoutIndex() {
    return new LoopbackTransport(bucket, files, pulled, false);
  }

  @Override
  public Lease open(Path directory, Set<StorePath> tops) throws HostException {
    try {
      return served(LoopbackStore.forPull(bucket, indexed ? pull(tops) : Pull.UNKNOWN), directory);
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

  private Pull pull(Set<StorePath> tops) {
    return new Pull(tops, files::has, problem -> LOG.info("action=index reason=\"{}\"", problem));
  }

  private Lease served(LoopbackStore store, Path directory) throws IOException {
    try {
      Path netrc = Files.createTempFile(directory, "netrc", "");
      Files.writeString(netrc, store.netrc());
      return new Served(store, netrc, pulled);
    } catch (IOException | RuntimeException broken) {
      store.close(); // nobody else holds it yet
      throw broken;
    }
  }

  private record Served(LoopbackStore store, Path netrc, LongConsumer pulled) implements Lease {
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
    public boolean usedIndex() {
      return store.usedIndex();
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
      pulled.accept(store.traffic().bytesRead());
    }
  }
}
