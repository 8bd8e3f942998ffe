package slipway.deployer.process;

import java.util.List;

/// A process and everything below it.
final class ProcessTree {
  private ProcessTree() {}

  /// Kills the root first, so that it starts nothing more while its children are killed.
  static void kill(ProcessHandle root) {
    List<ProcessHandle> below = root.descendants().toList();
    root.destroyForcibly();
    for (ProcessHandle process : below) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
