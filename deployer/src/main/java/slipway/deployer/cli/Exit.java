package slipway.deployer.cli;

/// The exit codes, documented in docs/reference/cli.md. Those of a pass itself come from
/// [slipway.deployer.reconcile.PassResult#exitCode].
final class Exit {
  static final int OK = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;
  static final int BUSY = 75;

  private Exit() {}
}
