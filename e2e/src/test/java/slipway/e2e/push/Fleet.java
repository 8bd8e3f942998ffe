package slipway.e2e.push;

import java.util.List;
import slipway.e2e.ground.Ground;
import slipway.e2e.host.S3Endpoint;
import slipway.e2e.host.ThrowawayHost;

/// Three hosts that reach one S3 server at the same address.
///
/// @param ground with the first of them, on whose loopback the server and this process are
record Fleet(Ground ground, List<ThrowawayHost> hosts) implements AutoCloseable {
  Fleet {
    hosts = List.copyOf(hosts);
  }

  static Fleet ready() {
    List<ThrowawayHost> hosts = ThrowawayHost.allStarted();
    Ground ground = Ground.lay();
    S3Endpoint server = ground.radosgw().endpoint();
    for (ThrowawayHost host : hosts) {
      if (!host.equals(ground.host())) {
        host.forward(server.address().getPort(), ground.host());
        host.write(Ground.CREDENTIALS, server.credentialsFile());
      }
    }
    return new Fleet(ground, hosts);
  }

  @Override
  public void close() {
    ground.close();
  }
}
