package slipway.e2e.load;

import java.io.IOException;

/// A request or a connection that ended badly.
final class BrokenException extends IOException {
  private static final long serialVersionUID = 1L;

  private final Failure failure;

  BrokenException(Failure failure, Throwable cause) {
    super(failure.toString(), cause);
    this.failure = failure;
  }

  BrokenException(Failure failure) {
    super(failure.toString());
    this.failure = failure;
  }

  Failure failure() {
    return failure;
  }
}
