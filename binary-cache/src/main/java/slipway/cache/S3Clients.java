package slipway.cache;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpConfigurationOption;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.utils.AttributeMap;

/// Sets up the SDK in the one way that every provider of the S3 protocol understands.
final class S3Clients {
  private S3Clients() {}

  private static SdkHttpClient http(SdkHttpClient.Builder<?> builder, Timeouts timeouts) {
    return builder.buildWithDefaults(
        AttributeMap.builder()
            .put(SdkHttpConfigurationOption.CONNECTION_TIMEOUT, timeouts.connect())
            .put(SdkHttpConfigurationOption.READ_TIMEOUT, timeouts.read())
            .put(SdkHttpConfigurationOption.TCP_KEEPALIVE, true)
            .build());
  }

  /// Bodies are sent as they are, with no checksum but the one that the protocol demands. By
  /// default the SDK frames every body in signed chunks with a trailing checksum, which older Ceph
  /// rejects and some servers store as part of the object.
  static S3Client open(
      BucketSettings settings,
      SdkHttpClient.Builder<?> http,
      Timeouts timeouts,
      AwsCredentialsProvider credentials) {
    S3ClientBuilder builder =
        S3Client.builder()
            // Made here, so it is closed with the client.
            .httpClientBuilder(_ -> http(http, timeouts))
            .region(Region.of(settings.region()))
            .credentialsProvider(credentials)
            .forcePathStyle(settings.pathStyle())
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            // No body is large, and asking before it is sent stalls on servers that ignore the
            // question.
            .serviceConfiguration(
                s3 -> s3.expectContinueEnabled(false).chunkedEncodingEnabled(false))
            .overrideConfiguration(client -> {
              client.apiCallTimeout(timeouts.call());
              client.retryStrategy(
                  AwsRetryStrategy.standardRetryStrategy().toBuilder()
                      .maxAttempts(timeouts.attempts())
                      .build());
              if (settings.profile() != null) {
                client.defaultProfileName(settings.profile());
              }
            });
    URI endpoint = settings.endpoint();
    if (endpoint != null) {
      builder.endpointOverride(endpoint);
    }
    return builder.build();
  }
}
