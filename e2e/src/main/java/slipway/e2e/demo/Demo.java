package slipway.e2e.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import slipway.e2e.host.ThrowawayHost;

/// Tells the story on the host that `e2e/demo` has booted, and says how it ended.
public final class Demo {
  /// Told apart from a host that never came up.
  private static final int FAILED_AND_SAID_SO = 3;

  private Demo() {}

  public static void main(String[] args) {
    Map<String, String> environment = System.getenv();
    Board board = new Board(System.out, environment.containsKey("SLIPWAY_DEMO_COLOUR"));
    Stage stage = Stage.of(ThrowawayHost.joined());
    boolean keep = environment.containsKey("SLIPWAY_DEMO_KEEP");
    int exit = run(stage, board, environment);
    if (keep) {
      board.say(LookAround.text(stage));
    }
    System.exit(exit);
  }

  private static int run(Stage stage, Board board, Map<String, String> environment) {
    board.open();
    Instant built = time(environment, "SLIPWAY_DEMO_BUILT");
    if (environment.containsKey("SLIPWAY_DEMO_BEGAN")) {
      Instant began = time(environment, "SLIPWAY_DEMO_BEGAN");
      board.done("build both commands", Duration.between(began, built));
    }
    board.done("boot a host: systemd, Nix, Caddy", Duration.between(built, Instant.now()));
    try {
      new Story(stage, board).tell();
    } catch (StepFailed failed) {
      board.say(stage.lastWords());
      System.out.flush();
      System.err.println("demo: " + failed.getMessage());
      return FAILED_AND_SAID_SO;
    }
    board.ok();
    return 0;
  }

  private static Instant time(Map<String, String> environment, String name) {
    return Instant.ofEpochMilli(Long.parseLong(environment.getOrDefault(name, "0")));
  }
}
