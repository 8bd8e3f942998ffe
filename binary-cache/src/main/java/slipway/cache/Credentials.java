package slipway.cache;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/// The credentials that settings point at, with a failure of its own kind where there are none, so
/// that it is not taken for an unreachable bucket.
final class Credentials implements AwsCredentialsProvider, SdkAutoCloseable {
  private final Supplier<AwsCredentialsProvider> maker;
  private @Nullable AwsCredentialsProvider source;

  private Credentials(Supplier<AwsCredentialsProvider> maker) {
    this.maker = maker;
  }

  /// A named profile is the only source then: in the default chain a variable that happens to be
  /// set would win over it.
  static Credentials of(@Nullable String profile) {
    return new Credentials(() ->
        profile == null
            ? DefaultCredentialsProvider.builder().build()
            : ProfileCredentialsProvider.create(profile));
  }

  static Credentials of(AwsCredentialsProvider source) {
    return new Credentials(() -> source);
  }

  /// Made when it is first needed: a shortcut may do without.
  private synchronized AwsCredentialsProvider source() {
    AwsCredentialsProvider made = source == null ? maker.get() : source;
    source = made;
    return made;
  }

  @Override
  public AwsCredentials resolveCredentials() {
    try {
      return source().resolveCredentials();
    } catch (SdkException | IllegalArgumentException e) {
      throw new Missing(e);
    }
  }

  @Override
  public synchronized void close() {
    if (source instanceof SdkAutoCloseable closeable) {
      closeable.close();
    }
  }

  /// No credentials could be had.
  static final class Missing extends SdkClientException {
    private static final long serialVersionUID = 1L;

    private Missing(RuntimeException cause) {
      super(SdkClientException.builder().message(cause.getMessage()).cause(cause));
    }

    @Override
    public boolean retryable() {
      return false;
    }
  }
}
