package slipway.e2e.bench;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import slipway.e2e.ground.Documents;
import slipway.e2e.ground.Ground.Wanted;
import slipway.e2e.host.Await;
import slipway.e2e.host.Caddy;
import slipway.e2e.host.Closures.Kind;
import slipway.e2e.host.Slipway;
import slipway.e2e.site.Site;
import tools.jackson.databind.node.ObjectNode;

/// From a new version in the bucket to the answer that visitors get. The daemon is told at once;
/// how long it would have taken to look is a matter of settings.
record ReleaseRow(String name, int services, String about, double allowed) implements Row {
  static final ReleaseRow ANSWER =
      new ReleaseRow(
          "answer",
          1,
          "`slipway push` of a new version of one service has returned, until the version answers"
              + " through Caddy; the daemon gets a SIGHUP at that moment. The floor fetches a list by"
              + " curl, and runs `nix copy`, one daemon-reload and one restart; usual asks for the"
              + " ETag and fetches the list by the AWS CLI, and does the same then",
          0.15);
  static final ReleaseRow TWENTY =
      new ReleaseRow(
          "twenty",
          20,
          "the same for 20 services of one manifest that get a new version and another port each, so"
              + " that units and routes change: until all answer, counted from the manifest. Reloads"
              + " and changes are what the journals of systemd and Caddy tell",
          0.3);

  private static final String SECONDS = "until it answers";
  private static final String RELOADS = "daemon-reloads";
  private static final String CHANGES = "changes of Caddy";

  @Override
  public List<Line> measure(Stage stage, int runs) throws Exception {
    stage
        .ground()
        .closures(
            IntStream.rangeClosed(0, runs)
                .boxed()
                .flatMap(number ->
                    Stream.of(Party.FLOOR, Party.USUAL).map(party -> version(party, number)))
                .map(version -> new Wanted(Kind.WEB, version))
                .toList());
    try (Site site = stage.site()) {
      site.settings().withObjectProperty("poll").put("intervalSec", 3600).put("burstSec", 0);
      site.configure();
      site.publish();
      site.deployer().startDaemon(site.daemon(), site.namespace());
      Deploys floor = new Deploys(stage, site, Party.FLOOR, services);
      Deploys usual = new Deploys(stage, site, Party.USUAL, services);
      Deploys.open();
      Samples samples =
          Contender.takeTurns(
              runs,
              Map.of(
                  Party.SLIPWAY, number -> slipway(stage, site, number),
                  Party.FLOOR, number -> Map.of(SECONDS, run(floor, number)),
                  Party.USUAL, number -> Map.of(SECONDS, run(usual, number))));
      System.err.println(
          "bench: %s: last %s"
              .formatted(name, new Journal(stage.host()).passes(site.daemon()).getLast()));
      floor.close();
      usual.close();
      Caddy.deleteRoute("bench-routes");
      site.deployer().stopDaemon(site.daemon());
      return lines(samples);
    }
  }

  private List<Line> lines(Samples samples) {
    Line answers = samples.line(name, SECONDS, Unit.SECONDS, Target.within(Party.FLOOR, allowed));
    return services == 1
        ? List.of(answers)
        : List.of(
            answers,
            samples.line(name, RELOADS, Unit.COUNT, Target.atMost(1)),
            samples.line(name, CHANGES, Unit.COUNT, Target.atMost(1)));
  }

  private String version(Party party, int number) {
    return "%s-%s-%d".formatted(name, party, number);
  }

  private double run(Deploys deploys, int number) throws Exception {
    String version = version(deploys.party(), number);
    return deploys.run(
        version,
        deploys.stage().ground().closure(Kind.WEB, version),
        services == 1 ? 0 : number % 2);
  }

  private Map<String, Double> slipway(Stage stage, Site site, int number) throws Exception {
    String version = version(Party.SLIPWAY, number);
    List<ObjectNode> entries = entries(stage, site, number, version);
    Journal journal = new Journal(stage.host());
    long reloads = journal.daemonReloads();
    long changes = journal.caddyChanges();
    int passes = journal.passes(site.daemon()).size();
    String pipe = Go.make(stage.host(), "/run/slipway-bench-go");
    Process hangUp =
        stage.begin(
            Stage.script("hang-up", pipe, Integer.toString(site.units().pid(site.daemon()))));
    try (Go go = new Go(stage.host(), pipe)) {
      publish(site, entries);
      long begin = go.say();
      Visits visits =
          new Visits(
              IntStream.range(0, services).mapToObj(each -> site.domain("s" + each)).toList());
      double seconds = (visits.await("web " + version) - begin) / 1e9;
      hangUp.waitFor();
      awaitEnd(journal, site, passes);
      Map<String, Double> came = new HashMap<>(Map.of(SECONDS, seconds));
      came.put(RELOADS, (double) journal.daemonReloads() - reloads);
      came.put(CHANGES, (double) journal.caddyChanges() - changes);
      return came;
    }
  }

  /// What is still recorded after visitors have their answer is not to disturb the next in turn.
  private static void awaitEnd(Journal journal, Site site, int passes) {
    Await.until(
        "the pass has ended",
        Duration.ofSeconds(30),
        () -> journal.passes(site.daemon()).size() > passes);
  }

  /// The closure is in the developer's store; with one service the push brings it to the bucket.
  private List<ObjectNode> entries(Stage stage, Site site, int number, String version) {
    String path =
        services == 1
            ? stage.ground().closures().web("web", version)
            : stage.ground().closure(Kind.WEB, version);
    return IntStream.range(0, services)
        .mapToObj(each -> {
          String service = "s" + each;
          // The second ports are those of the site that this stage leaves out.
          int port = site.port(service) + (services == 1 ? 0 : number % 2 * 20);
          return Documents.web(site.name(service), path, Site.HOST, site.domain(service), port);
        })
        .toList();
  }

  private void publish(Site site, List<ObjectNode> entries) {
    if (services > 1) {
      site.publish(entries.toArray(ObjectNode[]::new));
      return;
    }
    ObjectNode entry = entries.getFirst();
    Slipway slipway = site.slipway();
    slipway.write("s0.json", entry.deepCopy().without("artifact").toString());
    slipway
        .run(
            "push",
            site.name("s0"),
            entry.at("/artifact/storePath").asString(),
            "-f",
            "s0.json",
            "--yes")
        .orFail();
  }
}
