package slipway.push.outcome;

import slipway.cache.BucketException;

/// A bucket's failures in this tool's terms.
public final class BucketFailures {
  private BucketFailures() {}

  public static Failure translated(BucketException e) {
    ExitCode exitCode =
        switch (e.kind()) {
          case TOO_LARGE -> ExitCode.REFUSED;
          case NO_CREDENTIALS,
              DENIED,
              NO_SUCH_BUCKET,
              WRONG_REGION,
              UNREACHABLE,
              SERVER_ERROR,
              UNSUPPORTED,
              REFUSED ->
              ExitCode.BUCKET;
        };
    return new Failure(exitCode, Failure.text(e), e);
  }
}
