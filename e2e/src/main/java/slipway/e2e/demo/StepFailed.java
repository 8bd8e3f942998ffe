package slipway.e2e.demo;

/// The demo cannot go on; the message names the step.
final class StepFailed extends Exception {
  private static final long serialVersionUID = 1;

  StepFailed(String step, Throwable cause) {
    super("failed at \"%s\": %s".formatted(step, cause.getMessage()), cause);
  }
}
