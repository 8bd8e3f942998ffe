package slipway.report;

import slipway.manifest.Problem;

/// Bytes are not a report. Never leaves the package.
final class MalformedReport extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Problem problem;

  MalformedReport(String pointer, String message) {
    super(message);
    this.problem = new Problem(pointer, message);
  }

  Problem problem() {
    return problem;
  }
}
