package slipway.cache;

import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

/// The same with the client of the push tool.
class ExternalS3ApacheContractTest extends ExternalS3ContractTest {
  @Override
  protected SdkHttpClient.Builder<?> http() {
    return Apache5HttpClient.builder();
  }
}
