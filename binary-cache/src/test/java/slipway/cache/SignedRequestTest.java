package slipway.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.regions.Region;

/// The SDK's own signer says what a signature has to be.
class SignedRequestTest {
  private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");

  @Test
  void aSignatureIsThatOfTheSdk() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 200; i++) {
      URI object =
          URI.create(
              (i % 2 == 0 ? "https://bucket.example.com" : "http://127.0.0.1:7480/bucket")
                  + (i % 3 == 0 ? "/team/" : "/")
                  + "manifest"
                  + i
                  + ".json");
      byte[] body = word(random, i % 70).getBytes(UTF_8);
      StaticKeys keys =
          new StaticKeys(
              "AK" + word(random, 10), word(random, 1 + i), i % 5 == 0 ? word(random, 50) : null);
      String method = i % 2 == 0 ? "GET" : "PUT";
      Map<String, String> query =
          i % 4 == 0 ? new TreeMap<>(Map.of("list-type", "2", "prefix", "team")) : Map.of();
      Map<String, String> headers =
          i % 3 == 1 ? Map.of("if-none-match", "*", "x-amz-meta-" + i, word(random, 9)) : Map.of();

      Map<String, String> ours =
          SignedRequest.headers(
              method,
              SignedRequest.host(object),
              object.getRawPath(),
              String.join(
                  "&",
                  query.entrySet().stream().map(it -> it.getKey() + "=" + it.getValue()).toList()),
              headers,
              SignedRequest.sha256(body, body.length),
              "eu-central-1",
              keys,
              SignedRequest.DayKey.of(keys, "eu-central-1", NOW),
              NOW);

      assertEquals(
          bySdk(method, object, query, headers, body, keys),
          ours.get("authorization"),
          "request " + i);
    }
  }

  // The one that took its place lies in modules that the SDK brings along and nobody may name.
  @SuppressWarnings("deprecation")
  private static String bySdk(
      String method,
      URI object,
      Map<String, String> query,
      Map<String, String> headers,
      byte[] body,
      StaticKeys keys) {
    AwsCredentials credentials =
        keys.token() == null
            ? AwsBasicCredentials.create(keys.id(), keys.secret())
            : AwsSessionCredentials.create(keys.id(), keys.secret(), keys.token());
    return software.amazon.awssdk.auth.signer.AwsS3V4Signer.create()
        .sign(
            SdkHttpFullRequest.builder()
                .method(SdkHttpMethod.fromValue(method))
                .uri(object)
                .applyMutation(request -> query.forEach(request::putRawQueryParameter))
                .applyMutation(request -> headers.forEach(request::putHeader))
                .contentStreamProvider(ContentStreamProvider.fromByteArray(body))
                .build(),
            software.amazon.awssdk.auth.signer.params.AwsS3V4SignerParams.builder()
                .awsCredentials(credentials)
                .signingName("s3")
                .signingRegion(Region.EU_CENTRAL_1)
                .enablePayloadSigning(true)
                .enableChunkedEncoding(false)
                .doubleUrlEncode(false)
                .normalizePath(false)
                .signingClockOverride(Clock.fixed(NOW, ZoneOffset.UTC))
                .build())
        .firstMatchingHeader("Authorization")
        .orElseThrow();
  }

  private static String word(SplittableRandom random, int length) {
    return random
        .ints(length, 'a', 'z' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
