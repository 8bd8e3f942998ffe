package slipway.cache;

import org.jspecify.annotations.Nullable;

/// The bucket, or the way to it, said no. The message names the bucket, the key, the server, what
/// came back and what to do next; it never holds a credential.
public final class BucketException extends Exception {
  private static final long serialVersionUID = 1L;

  /// What went wrong, for callers that must branch.
  public enum Kind {
    /// No credentials were found on this machine, so nothing was asked.
    NO_CREDENTIALS,
    /// The credentials are wrong, or do not allow this.
    DENIED,
    /// There is no bucket of that name at that server.
    NO_SUCH_BUCKET,
    /// The bucket is served from another region or endpoint.
    WRONG_REGION,
    /// No answer: name, network, TLS, or one of the time-outs.
    UNREACHABLE,
    /// The server answered 5xx, or asked to slow down, until the attempts were used up.
    SERVER_ERROR,
    /// The object, or the listing, is larger than the caller allows.
    TOO_LARGE,
    /// The provider lacks what was asked, for example conditional writes.
    UNSUPPORTED,
    /// Any other answer.
    REFUSED
  }

  private final Kind kind;
  private final String sentence;

  BucketException(Kind kind, String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
    this.kind = kind;
    this.sentence = sentence;
  }

  @Override
  public String getMessage() {
    return sentence;
  }

  public Kind kind() {
    return kind;
  }
}
