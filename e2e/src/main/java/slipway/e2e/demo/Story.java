package slipway.e2e.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import slipway.e2e.host.Http;
import slipway.e2e.host.Http.Answer;
import slipway.e2e.host.Output;

/// What happens in the demo, in order.
final class Story {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Stage stage;
  private final Board board;

  Story(Stage stage, Board board) {
    this.stage = stage;
    this.board = board;
  }

  void tell() throws StepFailed {
    setUp();
    Site hello = new Site("hello", 8001);
    Site news = new Site("news", 8002);
    List<String> paths = new ArrayList<>();
    board.step(
        "build hello 1, hello 2 and news 1 with Nix",
        () -> {
          paths.add(stage.closures().web("hello", "1"));
          paths.add(stage.closures().web("hello", "2"));
          paths.add(stage.closures().web("news", "1"));
          return Shown.note("in the developer's store");
        });
    board.step("push hello 1", () -> introduce(hello, paths.get(0)));
    board.step(
        "push hello 2",
        () -> follow(hello, hello.says("2"), List.of("push", "hello", paths.get(1))));
    board.step("roll back", () -> follow(hello, hello.says("1"), List.of("rollback")));
    board.step("add a second service, news", () -> introduce(news, paths.get(2)));
    board.step(
        "remove news", () -> follow(news, news.says("1").negate(), List.of("remove", "news")));
    board.step(
        "look at hello",
        () -> {
          Answer answer = Http.await(hello.domain(), "/", LIMIT, hello.says("1"));
          return Shown.note("still says \"%s\"".formatted(answer.body()));
        });
  }

  private void setUp() throws StepFailed {
    Bucket[] bucket = new Bucket[1];
    board.step(
        "start a bucket beside it",
        () -> {
          bucket[0] = stage.startBucket();
          return Shown.note("");
        });
    board.step(
        "slipway init",
        () -> {
          stage.initialise(bucket[0]);
          return Shown.note("keys, an empty manifest, the settings of the host");
        });
    board.step(
        "start slipway-deployer",
        () -> {
          stage.startDeployer();
          return Shown.note("polls each second");
        });
  }

  private Shown introduce(Site site, String storePath) {
    stage.developer().write(site.file(), site.entry(stage.host().name()));
    return follow(
        site, site.says("1"), List.of("push", site.service(), storePath, "-f", site.file()));
  }

  /// Runs `slipway` and watches the site until it is as wanted.
  private Shown follow(Site site, Predicate<Answer> wanted, List<String> command) {
    Instant begin = Instant.now();
    Output output = stage.developer().run(command.toArray(String[]::new));
    Instant returned = Instant.now();
    output.orFail();
    Answer answer = Http.await(site.domain(), "/", LIMIT, wanted);
    Instant answered = Instant.now();
    Pass pass = stage.passes().firstSince(begin);
    return Shown.deploy(
        new Deploy(returned, answered, pass),
        "http://%s %s".formatted(site.domain(), site.seen(answer)));
  }
}
