package slipway.cache;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import slipway.cache.testing.EmbeddedS3;
import slipway.cache.testing.Seen;

/// Any bytes at all sent to a [LoopbackStore]: without the path and the password nothing comes out
/// of the bucket and nothing gets in, and with them only what a binary cache has.
public final class LoopbackStoreFuzz {
  private static final String SECRET = "generation-of-a-manifest";
  private static final String CACHED = "contents-of-a-narinfo";
  private static final int PATIENCE_MILLIS = 3_000;

  /// What the fuzzer could never guess, where it asks for it.
  private static final String TOKEN_PLACE = "TOKEN";

  private static final String PASSWORD_PLACE = "PASSWORD";

  private static final EmbeddedS3 SERVER;
  private static final LoopbackStore STORE;

  static {
    try {
      SERVER = EmbeddedS3.start().createBucket(TestBucket.NAME);
      Bucket bucket = TestBucket.open(SERVER);
      TestBucket.put(bucket, "manifest.json", SECRET);
      TestShipment shipment = new TestShipment();
      shipment.there.put("00000000000000000000000000000000.narinfo", TestBucket.bytes(CACHED));
      STORE = LoopbackStore.forUpload(shipment, new Archives(bucket, UploadWatch.NONE));
    } catch (IOException | BucketException e) {
      throw new IllegalStateException(e);
    }
  }

  private LoopbackStoreFuzz() {}

  /// @param data a request as it goes over the wire, with `TOKEN` for the token of the path and
  ///   `PASSWORD` for user and password, in base 64
  public static void fuzzerTestOneInput(byte[] data) {
    String written = new String(data, ISO_8859_1);
    boolean knows = written.contains(TOKEN_PLACE) && written.contains(PASSWORD_PLACE);
    int before = SERVER.seen().size();
    String answer = send(written.replace(TOKEN_PLACE, token()).replace(PASSWORD_PLACE, password()));
    require(!answer.contains(SECRET), "the manifest came out");
    require(knows || !answer.contains(CACHED), "a narinfo came out");
    for (Seen request : SERVER.seen().subList(before, SERVER.seen().size())) {
      String key = request.target().replaceFirst("\\?.*", "").replaceFirst("^/[^/]*/", "");
      require(knows, "the bucket was asked for " + key);
      require(
          key.startsWith(TestBucket.PREFIX)
              && CacheKeys.allow(key.substring(TestBucket.PREFIX.length())),
          "the bucket was asked for " + key);
    }
  }

  private static String send(String request) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), STORE.uri().getPort())) {
      // A reset instead of a long goodbye, or all ports would be used up.
      socket.setSoLinger(true, 0);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      socket.shutdownOutput();
      InputStream answer = socket.getInputStream();
      return new String(answer.readAllBytes(), ISO_8859_1);
    } catch (SocketTimeoutException e) {
      throw new AssertionError("no answer, and no end", e);
    } catch (SocketException _) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String token() {
    return STORE.uri().getPath().substring(1);
  }

  private static String password() {
    String[] words = STORE.netrc().strip().split(" ", -1);
    String pair = words[3] + ":" + words[5];
    return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
