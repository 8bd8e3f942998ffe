package slipway.e2e.deploy;

import java.net.URI;
import slipway.cache.StreamContract;
import slipway.e2e.ground.Ground;
import slipway.e2e.host.S3Endpoint;

/// What Slipway expects of a bucket, asked of a real server with the client of the host.
@OnSite
class RadosgwContractTest extends StreamContract {
  private final S3Endpoint server;

  RadosgwContractTest(Ground ground) {
    this.server = ground.radosgw().endpoint();
  }

  @Override
  protected URI endpoint() {
    return server.address();
  }

  @Override
  protected String accessKey() {
    return server.accessKey();
  }

  @Override
  protected String secretKey() {
    return server.secretKey();
  }
}
