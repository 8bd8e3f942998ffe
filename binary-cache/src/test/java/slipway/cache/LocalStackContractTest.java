package slipway.cache;

import java.net.URI;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/// The contract against LocalStack, where there is Docker.
@Testcontainers(disabledWithoutDocker = true)
class LocalStackContractTest extends StreamContract {
  @Container
  private static final LocalStackContainer LOCALSTACK =
      new LocalStackContainer(DockerImageName.parse("localstack/localstack:4.9.2"))
          .withServices("s3");

  @Override
  protected URI endpoint() {
    return LOCALSTACK.getEndpoint();
  }

  @Override
  protected String accessKey() {
    return LOCALSTACK.getAccessKey();
  }

  @Override
  protected String secretKey() {
    return LOCALSTACK.getSecretKey();
  }

  @Test
  @Disabled("LocalStack does not check signatures")
  @Override
  void theWrongSecretIsDenied() {}
}
