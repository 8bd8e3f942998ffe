package slipway.e2e.deploy;

import slipway.e2e.ground.Ground;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

/// The same with the client of the push tool.
class RadosgwPushContractTest extends RadosgwContractTest {
  RadosgwPushContractTest(Ground ground) {
    super(ground);
  }

  @Override
  protected SdkHttpClient.Builder<?> http() {
    return Apache5HttpClient.builder();
  }
}
