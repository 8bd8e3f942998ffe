package slipway.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import slipway.manifest.Digest;

/// The headers that sign a request for one object by Signature Version 4
/// (docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html).
final class SignedRequest {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final String SERVICE = "s3";

  /// Of SHA-256, in bytes.
  private static final int BLOCK = 64;

  /// The day in a time, in characters.
  private static final int DAY = 8;

  private SignedRequest() {}

  /// What of a secret signs the requests of one day.
  record DayKey(String day, byte[] key) {
    static DayKey of(StaticKeys keys, String region, Instant now) {
      String day = Times.ofSignature(now).substring(0, DAY);
      byte[] key = ("AWS4" + keys.secret()).getBytes(UTF_8);
      for (String part : scope(day, region)) {
        key = hmac(key, part);
      }
      return new DayKey(day, key);
    }

    boolean isOf(Instant now) {
      return Times.ofSignature(now).startsWith(day);
    }
  }

  /// @param path as it is sent
  /// @param query as it is sent: sorted, and without the question mark
  /// @param more headers that have to be signed, by their names in lower case
  /// @param content SHA-256 of the body, in hexadecimal digits
  /// @param day the key of the day that it is
  static Map<String, String> headers(
      String method,
      String host,
      String path,
      String query,
      Map<String, String> more,
      String content,
      String region,
      StaticKeys keys,
      DayKey day,
      Instant now) {
    String time = Times.ofSignature(now);
    String scope = String.join("/", scope(day.day(), region));
    TreeMap<String, String> signed = new TreeMap<>(more);
    signed.put("host", host);
    signed.put("x-amz-content-sha256", content);
    signed.put("x-amz-date", time);
    if (keys.token() != null) {
      signed.put("x-amz-security-token", keys.token());
    }
    String names = String.join(";", signed.keySet());
    StringBuilder request = new StringBuilder();
    request.append(method).append('\n').append(path).append('\n').append(query).append('\n');
    signed.forEach((name, value) -> request.append(name).append(':').append(value).append('\n'));
    request.append('\n').append(names).append('\n').append(content);
    byte[] canonical = request.toString().getBytes(UTF_8);
    String text = String.join("\n", ALGORITHM, time, scope, sha256(canonical));
    String signature = HexFormat.of().formatHex(hmac(day.key(), text));
    signed.put(
        "authorization",
        ALGORITHM
            + (" Credential=" + keys.id() + "/" + scope)
            + (", SignedHeaders=" + names)
            + (", Signature=" + signature));
    return signed;
  }

  private static List<String> scope(String day, String region) {
    return List.of(day, region, SERVICE, "aws4_request");
  }

  /// As an HTTP client sends it: without the port that the scheme stands for.
  static String host(URI object) {
    int port = object.getPort();
    boolean usual = port < 0 || port == (object.getScheme().equals("https") ? 443 : 80);
    return usual ? object.getHost() : object.getHost() + ":" + port;
  }

  private static String sha256(byte[] content) {
    return sha256(content, content.length);
  }

  /// @param count of the bytes, from the first
  static String sha256(byte[] content, int count) {
    MessageDigest digest = Digest.sha256();
    digest.update(content, 0, count);
    return HexFormat.of().formatHex(digest.digest());
  }

  /// HMAC of RFC 2104. The JDK's own takes longer to get ready than the request that is signed.
  private static byte[] hmac(byte[] key, String text) {
    byte[] padded = Arrays.copyOf(key.length > BLOCK ? digest(key) : key, BLOCK);
    byte[] inner = padded.clone();
    byte[] outer = padded.clone();
    for (int i = 0; i < BLOCK; i++) {
      inner[i] ^= 0x36;
      outer[i] ^= 0x5c;
    }
    return digest(outer, digest(inner, text.getBytes(UTF_8)));
  }

  private static byte[] digest(byte[]... parts) {
    MessageDigest digest = Digest.sha256();
    for (byte[] part : parts) {
      digest.update(part);
    }
    return digest.digest();
  }
}
