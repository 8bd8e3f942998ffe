package slipway.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import slipway.cache.BucketException.Kind;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/// Turns what the SDK throws into sentences about one bucket.
final class Failures {
  private static final Pattern SERVER = Pattern.compile("https?://[A-Za-z0-9._:\\[\\]-]+");

  private final BucketSettings settings;

  Failures(BucketSettings settings) {
    this.settings = settings;
  }

  /// @param doing what was tried, for example `reading manifest.json`
  BucketException of(String doing, SdkException cause) {
    return cause instanceof AwsServiceException answer
        ? answered(doing, answer)
        : unanswered(doing, cause);
  }

  BucketException tooLarge(String doing, String found) {
    return failure(Kind.TOO_LARGE, doing, found, null);
  }

  /// A body broke off after the answer had begun.
  BucketException cut(String doing, Exception cause) {
    String found =
        find(cause, PacedStream.TooSlow.class)
            .map(slow -> "the answer came too slowly (" + slow.getMessage() + ")")
            .orElseGet(() -> "the answer broke off (" + rootCause(cause) + ")");
    return failure(
        Kind.UNREACHABLE,
        doing,
        found + "; it is worth trying again. Where it stays so, check the network and the provider",
        cause);
  }

  /// An object came whole, and its content is not what its key promises.
  BucketException unfit(String doing, String problem) {
    return failure(
        Kind.REFUSED,
        doing,
        "the object is not to be used: "
            + problem
            + ". Delete it from the bucket and push the path again",
        null);
  }

  private BucketException answered(String doing, AwsServiceException answer) {
    String code = code(answer);
    Kind kind = kind(answer.statusCode(), code);
    String shown = "the server answered " + answer(answer);
    return failure(kind, doing, shown + ". " + advice(kind, code, answer), answer);
  }

  private BucketException unanswered(String doing, SdkException cause) {
    Optional<Credentials.Missing> missing = find(cause, Credentials.Missing.class);
    if (missing.isPresent()) {
      return failure(Kind.NO_CREDENTIALS, doing, noCredentials(missing.get()), cause);
    }
    if (find(cause, ObjectReader.BrokenOff.class).isPresent()) {
      return cut(doing, cause);
    }
    boolean late =
        cause instanceof ApiCallTimeoutException
            || cause instanceof ApiCallAttemptTimeoutException
            || cause instanceof AbortedException;
    String why =
        late
            ? "no complete answer in time. Check the network and the load of the server"
            : "no answer ("
                + rootCause(cause)
                + "). Check the endpoint's name and port, the network and, with https, the"
                + " certificate";
    return failure(Kind.UNREACHABLE, doing, why, cause);
  }

  private BucketException failure(Kind kind, String doing, String why, @Nullable Throwable cause) {
    return new BucketException(
        kind,
        doing
            + " in "
            + settings.display()
            + " ("
            + settings.displayEndpoint()
            + ") failed: "
            + why,
        cause);
  }

  private static Kind kind(int status, String code) {
    return switch (code) {
      case "NoSuchBucket" -> Kind.NO_SUCH_BUCKET;
      case "PermanentRedirect",
          "AuthorizationHeaderMalformed",
          "IllegalLocationConstraintException" ->
          Kind.WRONG_REGION;
      case "NotImplemented" -> Kind.UNSUPPORTED;
      case "SlowDown", "RequestTimeout", "TooManyRequests" -> Kind.SERVER_ERROR;
      default ->
          switch (status) {
            case 301, 302, 307, 308 -> Kind.WRONG_REGION;
            case 401, 403 -> Kind.DENIED;
            case 429 -> Kind.SERVER_ERROR;
            case 501 -> Kind.UNSUPPORTED;
            default -> status >= 500 ? Kind.SERVER_ERROR : Kind.REFUSED;
          };
    };
  }

  private String advice(Kind kind, String code, AwsServiceException answer) {
    return switch (kind) {
      case DENIED -> deniedAdvice(code, answer);
      case NO_SUCH_BUCKET ->
          "There is no bucket \"" + settings.bucket() + "\" there: check its name, or create it";
      case WRONG_REGION ->
          "The bucket is not served for region \""
              + settings.region()
              + "\" here: set region and endpoint to where it is"
              + elsewhere(answer);
      case SERVER_ERROR -> "The provider has trouble; it is worth trying again later";
      case UNSUPPORTED -> "This provider does not offer what was asked";
      case NO_CREDENTIALS, UNREACHABLE, TOO_LARGE, REFUSED ->
          "Check that bucket, endpoint and path style fit together";
    };
  }

  /// Where the server says that the bucket is. Of an address only the server is shown: the rest may
  /// hold a signature.
  private static String elsewhere(AwsServiceException answer) {
    List<String> hints = new ArrayList<>();
    header(answer, "x-amz-bucket-region").ifPresent(hints::add);
    header(answer, "Location")
        .map(SERVER::matcher)
        .filter(Matcher::lookingAt)
        .ifPresent(server -> hints.add(server.group()));
    return hints.isEmpty() ? "" : " (" + String.join(", ", hints) + ")";
  }

  private static String deniedAdvice(String code, AwsServiceException answer) {
    return switch (code) {
      case "InvalidAccessKeyId" -> "The provider does not know the access key: check which is used";
      case "SignatureDoesNotMatch" -> "The secret key does not belong to the access key";
      case "RequestTimeTooSkewed" ->
          "This machine's clock differs from the server's"
              + header(answer, "Date").map(date -> ", which says " + date).orElse("")
              + ": set the wrong one of the two";
      case "ExpiredToken", "InvalidToken" -> "The session token has expired: get a new one";
      default ->
          "The credentials do not allow it; where they may not list the bucket, an object that is"
              + " missing answers the same. Check the key's permissions and the object's name";
    };
  }

  private String noCredentials(Credentials.Missing missing) {
    return settings.profile() == null
        ? "no credentials were found. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a"
            + " profile of ~/.aws/credentials in the settings"
        : "the profile \""
            + settings.profile()
            + "\" gives no credentials ("
            + missing.getMessage()
            + "). Check AWS_SHARED_CREDENTIALS_FILE, or ~/.aws/credentials";
  }

  /// Status and code, such as `501 NotImplemented`.
  static String answer(SdkException failure) {
    String code = failure instanceof AwsServiceException answer ? code(answer) : "";
    return S3.status(failure) + (code.isEmpty() ? "" : " " + code);
  }

  static String code(AwsServiceException answer) {
    AwsErrorDetails details = answer.awsErrorDetails();
    return details == null || details.errorCode() == null ? "" : details.errorCode();
  }

  static Optional<String> header(AwsServiceException answer, String name) {
    AwsErrorDetails details = answer.awsErrorDetails();
    return details == null || details.sdkHttpResponse() == null
        ? Optional.empty()
        : details.sdkHttpResponse().firstMatchingHeader(name);
  }

  private static String rootCause(Throwable failure) {
    Throwable root = causes(failure).reduce(failure, (_, last) -> last);
    return root.getClass().getSimpleName() + ": " + root.getMessage();
  }

  private static <T> Optional<T> find(Throwable failure, Class<T> type) {
    return causes(failure).filter(type::isInstance).map(type::cast).findFirst();
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
        .limit(20);
  }
}
