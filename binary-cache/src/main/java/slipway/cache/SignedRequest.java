package slipway.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The headers that sign a request for one object by Signature Version 4
/// (docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html).
final class SignedRequest {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final String SERVICE = "s3";

  /// Of SHA-256, in bytes.
  private static final int BLOCK = 64;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private SignedRequest() {}

  /// @param object its path is sent as it stands, and it has no query
  static Map<String, String> headers(
      String method, URI object, byte[] body, String region, StaticKeys keys, Instant now) {
    String content = sha256(body);
    String time = TIME.format(now);
    List<String> parts = List.of(time.substring(0, 8), region, SERVICE, "aws4_request");
    String scope = String.join("/", parts);
    TreeMap<String, String> signed = new TreeMap<>();
    signed.put("host", host(object));
    signed.put("x-amz-content-sha256", content);
    signed.put("x-amz-date", time);
    if (keys.token() != null) {
      signed.put("x-amz-security-token", keys.token());
    }
    String names = String.join(";", signed.keySet());
    String request =
        "%s\n%s\n\n%s\n%s\n%s"
            .formatted(
                method,
                object.getRawPath(),
                signed.entrySet().stream()
                    .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                    .collect(Collectors.joining()),
                names,
                content);
    String text = String.join("\n", ALGORITHM, time, scope, sha256(request.getBytes(UTF_8)));
    byte[] key = ("AWS4" + keys.secret()).getBytes(UTF_8);
    for (String part : parts) {
      key = hmac(key, part);
    }
    signed.put(
        "authorization",
        "%s Credential=%s/%s, SignedHeaders=%s, Signature=%s"
            .formatted(
                ALGORITHM, keys.id(), scope, names, HexFormat.of().formatHex(hmac(key, text))));
    return signed;
  }

  /// As an HTTP client sends it: without the port that the scheme stands for.
  private static String host(URI object) {
    int port = object.getPort();
    boolean usual = port < 0 || port == (object.getScheme().equals("https") ? 443 : 80);
    return usual ? object.getHost() : object.getHost() + ":" + port;
  }

  private static String sha256(byte[] content) {
    return HexFormat.of().formatHex(digest(content));
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
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
