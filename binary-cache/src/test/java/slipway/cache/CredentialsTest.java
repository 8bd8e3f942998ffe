package slipway.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import slipway.cache.testing.EmbeddedS3;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

class CredentialsTest {
  private static final String FILE_PROPERTY = "aws.sharedCredentialsFile";
  private static final String KEY_PROPERTY = "aws.accessKeyId";
  private static final String SECRET_PROPERTY = "aws.secretAccessKey";

  @TempDir Path folder;
  private EmbeddedS3 server;

  @BeforeEach
  void start() throws Exception {
    server = EmbeddedS3.start().createBucket(TestBucket.NAME);
    Path file = folder.resolve("credentials");
    Files.writeString(
        file,
        "[prod]\naws_access_key_id = %s\naws_secret_access_key = %s\n"
            .formatted(server.accessKey(), server.secretKey()));
    System.setProperty(FILE_PROPERTY, file.toString());
  }

  @AfterEach
  void stop() {
    System.clearProperty(FILE_PROPERTY);
    System.clearProperty(KEY_PROPERTY);
    System.clearProperty(SECRET_PROPERTY);
    server.close();
  }

  @Test
  void theNamedProfileIsUsed() throws Exception {
    try (Bucket bucket = open("prod")) {
      assertInstanceOf(Fetched.Missing.class, bucket.fetch("it", null, 100));
    }
  }

  @Test
  void nothingWinsOverTheNamedProfile() throws Exception {
    System.setProperty(KEY_PROPERTY, "someone");
    System.setProperty(SECRET_PROPERTY, "else");
    try (Bucket bucket = open("prod")) {
      assertInstanceOf(Fetched.Missing.class, bucket.fetch("it", null, 100));
    }
  }

  @Test
  void theDefaultChainIsUsedWhereNoProfileIsNamed() throws Exception {
    System.setProperty(KEY_PROPERTY, server.accessKey());
    System.setProperty(SECRET_PROPERTY, server.secretKey());
    try (Bucket bucket = open(null)) {
      assertInstanceOf(Fetched.Missing.class, bucket.fetch("it", null, 100));
    }
  }

  @Test
  void aProfileThatIsNotThereIsNamed() {
    try (Bucket bucket = open("staging")) {
      BucketException failure =
          assertThrows(BucketException.class, () -> bucket.fetch("it", null, 100));
      assertEquals(BucketException.Kind.NO_CREDENTIALS, failure.kind());
      assertTrue(failure.getMessage().contains("\"staging\""), failure.getMessage());
    }
  }

  private Bucket open(String profile) {
    return Bucket.open(
        new BucketSettings(
            TestBucket.NAME, "us-east-1", server.endpoint(), profile, true, TestBucket.PREFIX),
        UrlConnectionHttpClient.builder(),
        Timeouts.DEFAULT);
  }
}
