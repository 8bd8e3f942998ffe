package slipway.cache;

import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

/// The contract, with the client of the push tool, against the server of the unit tests.
class ApacheClientContractTest extends EmbeddedS3ContractTest {
  @Override
  protected SdkHttpClient.Builder<?> http() {
    return Apache5HttpClient.builder();
  }
}
