package slipway.deployer.cli;

import slipway.deployer.reconcile.PassResult;

/// Prints what a pass came to: what it did on stdout, what is wrong on stderr.
final class PassReport {
  private PassReport() {}

  static int print(Root root, PassResult result) {
    if (root.json) {
      root.out().println(Json.of(result));
      return result.exitCode();
    }
    result.changed().forEach(root.out()::println);
    result.services().forEach((service, reason) -> root.err().println(service + ": " + reason));
    if (result.refused() != null) {
      root.err().println("manifest refused: " + result.refused());
    }
    if (result.unavailable() != null) {
      root.err().println("bucket: " + result.unavailable());
    }
    result.notices().forEach(notice -> root.err().println("report: " + notice));
    if (result.drained() != null) {
      root.err()
          .println(
              "an instance that visitors have left goes on until %s; a pass after that stops it"
                  .formatted(result.drained()));
    }
    if (result.paused() != null) {
      root.out().println("nothing done: " + result.paused().sentence());
      return result.exitCode();
    }
    if (result.exitCode() == Exit.OK) {
      root.out()
          .println(
              result.changed().isEmpty() ? "nothing to do" : "the host is as the manifest says");
    }
    return result.exitCode();
  }
}
