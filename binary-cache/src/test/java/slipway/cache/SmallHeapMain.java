package slipway.cache;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/// Sends a large object through a [LoopbackStore] and back, and compares: what [SmallHeapTest] runs
/// in a process of its own. The arguments are endpoint, access key, secret key, bytes and client.
final class SmallHeapMain {
  private SmallHeapMain() {}

  public static void main(String[] args) throws Exception {
    long length = Long.parseLong(args[3]);
    SdkHttpClient.Builder<?> http =
        args[4].equals("apache") ? Apache5HttpClient.builder() : UrlConnectionHttpClient.builder();
    try (Bucket bucket =
            Bucket.open(
                TestBucket.settings(URI.create(args[0])),
                http,
                Timeouts.DEFAULT,
                ObjectStoreContract.credentials(args[1], args[2]));
        Archives archives = new Archives(bucket, UploadWatch.NONE);
        LoopbackStore writing = LoopbackStore.forUpload(new TestShipment(), archives);
        LoopbackStore reading = LoopbackStore.forPull(bucket, Pull.UNKNOWN, Guard.PATH);
        HttpClient client = HttpClient.newHttpClient()) {
      String nar = "nar/" + "1".repeat(52) + ".nar";
      requireStatus(
          201,
          new UploadClient(writing)
              .ask(
                  "PUT",
                  nar,
                  BodyPublishers.fromPublisher(
                      BodyPublishers.ofInputStream(() -> new LargeBody(length)), length)));
      HttpRequest get = HttpRequest.newBuilder(URI.create(reading.uri() + "/" + nar)).build();
      HttpResponse<InputStream> answer = client.send(get, BodyHandlers.ofInputStream());
      requireStatus(200, answer.statusCode());
      try (InputStream body = answer.body()) {
        requireSame(body, length);
      }
    }
  }

  private static void requireStatus(int wanted, int found) {
    if (found != wanted) {
      throw new IllegalStateException("status " + found + "; wanted " + wanted);
    }
  }

  private static void requireSame(InputStream body, long length) throws Exception {
    byte[] piece = new byte[64 << 10];
    long position = 0;
    for (int count = body.read(piece); count >= 0; count = body.read(piece)) {
      for (int i = 0; i < count; i++) {
        if (piece[i] != (byte) LargeBody.at(position + i)) {
          throw new IllegalStateException("other byte at " + (position + i));
        }
      }
      position += count;
    }
    if (position != length) {
      throw new IllegalStateException(position + " bytes; wanted " + length);
    }
  }
}
