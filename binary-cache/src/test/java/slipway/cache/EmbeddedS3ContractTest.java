package slipway.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import slipway.cache.testing.EmbeddedS3;

/// The contract, with the client of the host, against the server of the unit tests.
class EmbeddedS3ContractTest extends StreamContract {
  private static EmbeddedS3 server;

  @BeforeAll
  static void start() throws Exception {
    server = EmbeddedS3.start();
  }

  @AfterEach
  void nothingIsLeftHalfUploaded() {
    assertEquals(0, server.openUploads());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Override
  protected URI endpoint() {
    return server.endpoint();
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
