package slipway.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import slipway.cache.testing.EmbeddedS3;

class SmallHeapTest {
  private static final long OBJECT_BYTES = 96L << 20;

  @ParameterizedTest
  @ValueSource(strings = {"apache", "url-connection"})
  void anObjectOfThreeTimesTheHeapGoesThroughBothWays(String client) throws Exception {
    try (EmbeddedS3 server = EmbeddedS3.start().createBucket(TestBucket.NAME)) {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx32m",
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  SmallHeapMain.class.getName(),
                  server.endpoint().toString(),
                  server.accessKey(),
                  server.secretKey(),
                  Long.toString(OBJECT_BYTES),
                  client)
              .redirectErrorStream(true)
              .redirectInput(new File("/dev/null"))
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(0, process.waitFor(), said);
    }
  }
}
