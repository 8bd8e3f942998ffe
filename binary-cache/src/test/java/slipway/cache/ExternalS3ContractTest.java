package slipway.cache;

import java.net.URI;
import org.junit.jupiter.api.Tag;

/// The contract against a server that someone started: `SLIPWAY_TEST_S3_ENDPOINT`,
/// `SLIPWAY_TEST_S3_ACCESS_KEY` and `SLIPWAY_TEST_S3_SECRET_KEY`, or system properties of these
/// names, say where it is.
@Tag("e2e")
@Tag("deploy")
class ExternalS3ContractTest extends StreamContract {
  @Override
  protected URI endpoint() {
    return URI.create(setting("SLIPWAY_TEST_S3_ENDPOINT"));
  }

  @Override
  protected String accessKey() {
    return setting("SLIPWAY_TEST_S3_ACCESS_KEY");
  }

  @Override
  protected String secretKey() {
    return setting("SLIPWAY_TEST_S3_SECRET_KEY");
  }

  private static String setting(String name) {
    String value = System.getProperty(name, System.getenv(name));
    if (value == null) {
      throw new IllegalStateException(name + " is not set; start a server, or leave out tag e2e");
    }
    return value;
  }
}
