package slipway.e2e.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import slipway.cache.testing.EmbeddedS3Main;
import slipway.e2e.host.Await;
import slipway.e2e.host.Http;
import slipway.e2e.host.S3Endpoint;
import slipway.e2e.host.ThrowawayHost;

/// The embedded S3 server as a unit of the host, so that it lives and dies with it.
record Bucket(S3Endpoint endpoint, String name) {
  private static final int PORT = 9000;
  private static final String UNIT = "demo-bucket.service";
  private static final String JAR = "/opt/demo-bucket.jar";
  private static final Duration LIMIT = Duration.ofSeconds(20);

  static Bucket start(ThrowawayHost host, String name) {
    S3Endpoint endpoint =
        new S3Endpoint(
            URI.create("http://127.0.0.1:" + PORT), "demo-access-key", "demo-secret-key");
    copyJar(host.file(JAR));
    host.write(
        "/etc/systemd/system/" + UNIT,
        """
        [Unit]
        Description=The bucket of the demo

        [Service]
        Environment=AWS_ACCESS_KEY_ID=%s AWS_SECRET_ACCESS_KEY=%s
        ExecStart=/opt/jdk/bin/java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp %s %s %d %s
        """
            .formatted(
                endpoint.accessKey(),
                endpoint.secretKey(),
                JAR,
                EmbeddedS3Main.class.getName(),
                PORT,
                name));
    host.exec("systemctl", "daemon-reload").orFail();
    host.exec("systemctl", "start", UNIT).orFail();
    Await.until("the bucket answers", LIMIT, () -> Http.port(PORT, "/").status() != 0);
    return new Bucket(endpoint, name);
  }

  private static void copyJar(Path target) {
    try {
      Path jar =
          Path.of(
              EmbeddedS3Main.class.getProtectionDomain().getCodeSource().getLocation().getPath());
      Files.copy(jar, target);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot copy the bucket server to " + target, e);
    }
  }
}
