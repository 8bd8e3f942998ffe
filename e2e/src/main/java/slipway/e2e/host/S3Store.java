package slipway.e2e.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/// One bucket, seen without Slipway's own client.
public final class S3Store implements AutoCloseable {
  private final S3Client client;
  private final String bucket;

  private S3Store(S3Client client, String bucket) {
    this.client = client;
    this.bucket = bucket;
  }

  /// Makes the bucket, which must not exist.
  public static S3Store create(S3Endpoint endpoint, String bucket) {
    S3Store store =
        new S3Store(
            S3Client.builder()
                .endpointOverride(endpoint.address())
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(
                    StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(endpoint.accessKey(), endpoint.secretKey())))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClient(Apache5HttpClient.create())
                .build(),
            bucket);
    store.client.createBucket(request -> request.bucket(bucket));
    return store;
  }

  public String bucket() {
    return bucket;
  }

  public void put(String key, byte[] body, Map<String, String> metadata) {
    client.putObject(
        request -> request.bucket(bucket).key(key).metadata(metadata), RequestBody.fromBytes(body));
  }

  /// A copy by the server, with metadata and all.
  public void copy(String from, String to) {
    client.copyObject(request ->
        request.sourceBucket(bucket).sourceKey(from).destinationBucket(bucket).destinationKey(to));
  }

  public byte[] bytes(String key) {
    return client.getObjectAsBytes(request -> request.bucket(bucket).key(key)).asByteArray();
  }

  /// Without quotes.
  public String etag(String key) {
    return client.headObject(request -> request.bucket(bucket).key(key)).eTag().replace("\"", "");
  }

  public String text(String key) {
    return client.getObjectAsBytes(request -> request.bucket(bucket).key(key)).asString(UTF_8);
  }

  /// Everybody may read all objects from now on, without credentials.
  public void letEverybodyRead() {
    letEverybody("\"s3:GetObject\"");
  }

  /// Everybody may read and write all objects from now on, without credentials.
  public void letEverybodyReadAndWrite() {
    letEverybody("[\"s3:GetObject\", \"s3:PutObject\"]");
  }

  private void letEverybody(String actions) {
    String policy =
        """
        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*",
          "Action": %s, "Resource": "arn:aws:s3:::%s/*"}]}
        """
            .formatted(actions, bucket);
    setPolicy(policy);
  }

  /// @param policy of the bucket, in the language of AWS
  public void setPolicy(String policy) {
    client.putBucketPolicy(request -> request.bucket(bucket).policy(policy));
  }

  /// Nobody may write keys of this form from now on, `*` standing for anything.
  public void denyWriting(String keys) {
    String policy =
        """
        {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*",
          "Action": "s3:PutObject", "Resource": "arn:aws:s3:::%s/%s"}]}
        """
            .formatted(bucket, keys);
    setPolicy(policy);
  }

  /// Undoes [#denyWriting].
  public void allowWriting() {
    client.deleteBucketPolicy(request -> request.bucket(bucket));
  }

  public boolean has(String key) {
    try {
      return client.headObject(request -> request.bucket(bucket).key(key)) != null;
    } catch (NoSuchKeyException _) {
      return false;
    }
  }

  public Map<String, String> metadata(String key) {
    return client.headObject(request -> request.bucket(bucket).key(key)).metadata();
  }

  public void delete(String key) {
    client.deleteObject(request -> request.bucket(bucket).key(key));
  }

  /// All keys that start with `prefix`, sorted.
  public List<String> keys(String prefix) {
    return client
        .listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix))
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }

  @Override
  public void close() {
    client.close();
  }
}
