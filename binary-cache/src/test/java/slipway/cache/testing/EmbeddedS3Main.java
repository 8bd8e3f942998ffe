package slipway.cache.testing;

import java.io.IOException;

/// Runs an [EmbeddedS3] until the process is told to end: `EmbeddedS3Main PORT BUCKET...`, with the
/// keys in `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`.
public final class EmbeddedS3Main {
  private EmbeddedS3Main() {}

  public static void main(String[] args) throws IOException {
    if (args.length < 2) {
      System.err.println("usage: EmbeddedS3Main PORT BUCKET...");
      System.exit(2);
    }
    EmbeddedS3 s3 =
        EmbeddedS3.start(
            Integer.parseInt(args[0]),
            required("AWS_ACCESS_KEY_ID"),
            required("AWS_SECRET_ACCESS_KEY"));
    for (int i = 1; i < args.length; i++) {
      s3.createBucket(args[i]);
    }
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(s3::close));
    System.out.println("ready " + s3.endpoint());
  }

  private static String required(String name) {
    String value = System.getenv(name);
    if (value == null || value.isEmpty()) {
      throw new IllegalStateException(name + " is not set; wanted the key that clients sign with");
    }
    return value;
  }
}
