package slipway.deployer;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import slipway.deployer.cli.OnePass;
import slipway.deployer.still.StillSync;

/// What `libexec/launch` starts before `slipway-deployer sync`: it ends with 0 where the host is at
/// rest still, which it says as `sync` does, and with [#UNKNOWN] where `sync` has to find out.
public final class StillMain {
  static final int UNKNOWN = 100;

  /// Many times what it takes. Whoever keeps it waiting is told of by `sync`.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private StillMain() {}

  public static void main(String[] arguments) {
    Thread.ofPlatform().daemon().start(StillMain::giveUp);
    boolean lasts = lasts(Path.of("/"), arguments);
    if (lasts) {
      System.out.println("nothing to do");
    }
    System.exit(lasts ? 0 : UNKNOWN);
  }

  /// @param root `/` but in the rehearsal
  static boolean lasts(Path root, String... arguments) {
    Optional<OnePass> asked = OnePass.plainly(arguments);
    // A host at rest has nothing to drain.
    if (asked.isEmpty() || asked.get().json()) {
      return false;
    }
    try {
      return new StillSync(
              root, asked.get().config(), Main.CODE, System.getenv(), Clock.systemUTC())
          .lasts();
    } catch (IOException | RuntimeException _) {
      return false;
    }
  }

  private static void giveUp() {
    try {
      Thread.sleep(PATIENCE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(UNKNOWN);
  }
}
