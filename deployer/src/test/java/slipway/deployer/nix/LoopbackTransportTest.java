package slipway.deployer.nix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import slipway.cache.Bucket;
import slipway.cache.BucketSettings;
import slipway.cache.Timeouts;
import slipway.deployer.reconcile.HostException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

class LoopbackTransportTest {
  private static final BucketSettings SETTINGS =
      new BucketSettings("releases", "us-east-1", URI.create("http://127.0.0.1:9"), null, true, "");

  @TempDir Path directory;

  @Test
  void aPasswordThatCannotBeWrittenLeavesNothingServing() throws Exception {
    try (Bucket bucket =
        Bucket.open(SETTINGS, UrlConnectionHttpClient.builder(), Timeouts.DEFAULT)) {
      long before = servers();
      Path absent = directory.resolve("absent");
      HostException no =
          assertThrows(
              HostException.class,
              () ->
                  new LoopbackTransport(bucket, new StoreFiles(directory), _ -> {})
                      .open(absent, Set.of())
                      .close());
      assertTrue(String.valueOf(no.getMessage()).contains("see that " + absent), no::toString);
      assertEquals(before, servers());
    }
  }

  /// The JDK's HTTP server has one thread of this name for as long as it serves.
  private static long servers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("HTTP-Dispatcher"))
        .count();
  }
}
