package slipway.deployer.nix;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// A bucket at a made-up address.
record FixedTransport(Optional<Transport.Trouble> trouble) implements Transport {
  @Override
  public String source() {
    return "s3://releases/ at http://s3.test";
  }

  @Override
  public Lease open(Path directory) {
    return new Fixed(trouble);
  }

  private record Fixed(Optional<Transport.Trouble> trouble) implements Lease {
    @Override
    public String uri() {
      return "http://127.0.0.1:7/secret";
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
