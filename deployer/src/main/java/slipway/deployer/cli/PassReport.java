package slipway.deployer.cli;

import java.io.PrintWriter;
import slipway.deployer.reconcile.PassResult;

/// Prints what a pass came to: what it did on stdout, what is wrong on stderr.
record PassReport(PrintWriter out, PrintWriter err, boolean json) {
  /// @return the exit code
  int print(PassResult result) {
    if (json) {
      out.println(Json.of(result));
      return result.exitCode();
    }
    result.changed().forEach(out::println);
    result.services().forEach((service, reason) -> err.println(service + ": " + reason));
    if (result.refused() != null) {
      err.println("manifest refused: " + result.refused());
    }
    if (result.unavailable() != null) {
      err.println("bucket: " + result.unavailable());
    }
    result.notices().forEach(notice -> err.println("report: " + notice));
    if (result.drained() != null) {
      err.println(
          "an instance that visitors have left goes on until %s; a pass after that stops it"
              .formatted(result.drained()));
    }
    if (result.paused() != null) {
      out.println("nothing done: " + result.paused().sentence());
      return result.exitCode();
    }
    if (result.exitCode() == Exit.OK) {
      out.println(
          result.changed().isEmpty() ? "nothing to do" : "the host is as the manifest says");
    }
    return result.exitCode();
  }

  /// Somebody else changes the host at this moment.
  ///
  /// @return the exit code
  int busy(String holder) {
    err.printf(
        "slipway-deployer: another pass runs: %s; wait for it to end and run this again%n", holder);
    return Exit.BUSY;
  }
}
