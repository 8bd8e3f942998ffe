package slipway.cache.testing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Checks that a request was signed with the one secret key: AWS Signature Version 4, in the
/// `Authorization` header, over all `x-amz-` headers and the host.
record SignatureCheck(String accessKey, String secretKey, Clock clock) {
  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "AWS4-HMAC-SHA256 Credential=([^/,]+)/(\\d{8})/([^/,]+)/s3/aws4_request,"
              + " ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})");
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");
  private static final Duration TOLERANCE = Duration.ofMinutes(15);

  void verify(S3Request request, String rawPath, String rawQuery) throws S3Error {
    String given = request.header("Authorization").orElse("");
    Matcher parts = AUTHORIZATION.matcher(given);
    if (!parts.matches()) {
      throw S3Error.denied("AccessDenied", "The request is not signed with AWS4-HMAC-SHA256");
    }
    if (!parts.group(1).equals(accessKey)) {
      throw S3Error.denied("InvalidAccessKeyId", "There is no such access key");
    }
    String date = request.header("x-amz-date").orElse("");
    checkClock(date);
    List<String> signed = List.of(parts.group(4).split(";"));
    checkCoverage(request, signed);
    String scope = parts.group(2) + "/" + parts.group(3) + "/s3/aws4_request";
    String toSign =
        String.join(
            "\n",
            "AWS4-HMAC-SHA256",
            date,
            scope,
            sha256(canonical(request, rawPath, rawQuery, signed)));
    byte[] key = signingKey(parts.group(2), parts.group(3));
    String wanted = HexFormat.of().formatHex(hmac(key, toSign));
    if (!MessageDigest.isEqual(bytes(wanted), bytes(parts.group(5)))) {
      throw S3Error.denied("SignatureDoesNotMatch", "The signature is not the one calculated here");
    }
  }

  private void checkClock(String date) throws S3Error {
    try {
      Instant signedAt = LocalDateTime.parse(date, DATE).toInstant(ZoneOffset.UTC);
      if (Duration.between(signedAt, clock.instant()).abs().compareTo(TOLERANCE) > 0) {
        throw S3Error.denied("RequestTimeTooSkewed", "Signed at " + date);
      }
    } catch (DateTimeParseException _) {
      throw S3Error.denied("AccessDenied", "x-amz-date is missing or is no date: " + date);
    }
  }

  private static void checkCoverage(S3Request request, List<String> signed) throws S3Error {
    Set<String> needed =
        request.headers().keySet().stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .filter(name -> name.startsWith("x-amz-") || name.equals("host"))
            .filter(name -> !signed.contains(name))
            .collect(Collectors.toSet());
    if (!needed.isEmpty()) {
      throw S3Error.denied("AccessDenied", "Headers present but not signed: " + needed);
    }
  }

  private static String canonical(
      S3Request request, String rawPath, String rawQuery, List<String> signed) {
    String headers =
        signed.stream()
            .map(name -> name + ":" + value(request, name) + "\n")
            .collect(Collectors.joining());
    return String.join(
        "\n",
        request.method(),
        Percent.encodePath(Percent.decode(rawPath)),
        canonicalQuery(rawQuery),
        headers,
        String.join(";", signed),
        request.header("x-amz-content-sha256").orElse(""));
  }

  private static String value(S3Request request, String name) {
    return request.headers().getOrDefault(name, List.of()).stream()
        .map(value -> value.strip().replaceAll(" +", " "))
        .collect(Collectors.joining(","));
  }

  private static String canonicalQuery(String raw) {
    if (raw == null || raw.isEmpty()) {
      return "";
    }
    return List.of(raw.split("&", -1)).stream()
        .map(pair -> pair.contains("=") ? pair : pair + "=")
        .map(pair -> pair.split("=", 2))
        .map(pair -> recode(pair[0]) + "=" + recode(pair[1]))
        .sorted()
        .collect(Collectors.joining("&"));
  }

  private static String recode(String encoded) {
    return Percent.encode(Percent.decode(encoded));
  }

  private byte[] signingKey(String day, String region) {
    byte[] dated = hmac(bytes("AWS4" + secretKey), day);
    return hmac(hmac(hmac(dated, region), "s3"), "aws4_request");
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(text)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(bytes(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
