package slipway.deployer.nix;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import slipway.manifest.StorePath;

/// A bucket at a made-up address.
///
/// @param indexed whether Nix gets narinfos out of a closure index
record FixedTransport(Optional<Transport.Trouble> trouble, boolean indexed) implements Transport {
  FixedTransport(Optional<Transport.Trouble> trouble) {
    this(trouble, false);
  }

  @Override
  public String source() {
    return "s3://releases/ at http://s3.test";
  }

  @Override
  public Lease open(Path directory, Set<StorePath> tops) {
    return new Fixed(trouble, indexed);
  }

  @Override
  public Transport withoutIndex() {
    return new FixedTransport(trouble);
  }

  private record Fixed(Optional<Transport.Trouble> trouble, boolean usedIndex) implements Lease {
    @Override
    public String uri() {
      return usedIndex ? "http://127.0.0.1:7/indexed" : "http://127.0.0.1:7/secret";
    }

    @Override
    public Map<String, String> environment() {
      return Map.of("FROM_LEASE", "yes");
    }

    @Override
    public Map<String, String> options() {
      return Map.of("netrc-file", "/run/netrc");
    }

    @Override
    public void close() {}
  }
}
