package slipway.e2e.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import slipway.e2e.host.Await;
import slipway.e2e.site.Site;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The shipped daemon between two changes, with an interval of a second.
record IdleRow() implements Row {
  private static final int SERVICES = 20;

  /// Polls before the first window: what is done once a poll is compiled when it was done 200
  /// times, and that is not idling.
  private static final int WARM = 300;

  private static final Duration WINDOW = Duration.ofSeconds(10);
  private static final String POLL = "CPU of one poll";
  private static final String RESIDENT = "resident memory";

  @Override
  public String name() {
    return "idle";
  }

  @Override
  public String about() {
    return "the daemon by its shipped unit on a host of 20 services, polling every second: CPU by its"
        + " cgroup over windows of ten seconds, polls as the bucket's server counts them. The floor"
        + " is one conditional request by curl; usual is one question of the AWS CLI for the ETag";
  }

  @Override
  public String note() {
    return "nothing stays resident between two runs of a script.";
  }

  @Override
  public List<Line> measure(Stage stage, int runs) throws Exception {
    try (Site site = stage.site()) {
      site.deploy(
          IntStream.range(0, SERVICES)
              .mapToObj(number -> site.web("s" + number, "1"))
              .toArray(ObjectNode[]::new));
      site.deployer().startDaemon(site.daemon(), site.namespace());
      long start = polls(stage);
      Await.until(
          "the daemon has polled " + WARM + " times",
          Duration.ofMinutes(6),
          () -> polls(stage) >= start + WARM);
      String url =
          "%s/%s/manifest.json"
              .formatted(stage.ground().radosgw().endpoint().address(), site.bucket().bucket());
      List<String> floor =
          Stage.script("floor-poll", url, stage.curlConfig(), site.bucket().etag("manifest.json"));
      Samples samples =
          Contender.takeTurns(
              runs,
              Map.of(
                  Party.SLIPWAY, _ -> window(stage, site),
                  Party.FLOOR, _ -> cpu(stage.onHost(floor)),
                  Party.USUAL, _ -> cpu(stage.here(stage.askForEtag(site)))));
      site.deployer().stopDaemon(site.daemon());
      return List.of(
          samples.line(name(), POLL, Unit.MILLISECONDS, Target.under(3, Unit.MILLISECONDS)),
          samples.line(name(), RESIDENT, Unit.MEBIBYTES, Target.under(90, Unit.MEBIBYTES)));
    }
  }

  private static Map<String, Double> cpu(Measured measured) {
    return Map.of(POLL, measured.cpuSeconds() * 1e3);
  }

  private static Map<String, Double> window(Stage stage, Site site)
      throws IOException, InterruptedException {
    long polls = polls(stage);
    double cpu = cpuMillis(site);
    Thread.sleep(WINDOW);
    long polled = polls(stage) - polls;
    if (polled < WINDOW.toSeconds() * 0.8 || polled > WINDOW.toSeconds() * 1.5) {
      throw new IllegalStateException(
          "the daemon polled %d times in %s; wanted one a second".formatted(polled, WINDOW));
    }
    return Map.of(POLL, (cpuMillis(site) - cpu) / polled, RESIDENT, residentMebibytes(stage, site));
  }

  private static double cpuMillis(Site site) {
    return site.units().property(site.daemon(), "Service", "CPUUsageNSec").asLong() / 1e6;
  }

  private static double residentMebibytes(Stage stage, Site site) throws IOException {
    int pid = site.units().pid(site.daemon());
    return Files.readString(stage.host().file("/proc/" + pid + "/status"), UTF_8)
        .lines()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }

  /// Objects that the server was asked for.
  private static long polls(Stage stage) {
    String said =
        stage
            .host()
            .join(
                "ceph",
                "--admin-daemon",
                stage.ground().radosgw().directory().resolve("client.rgw.asok").toString(),
                "perf",
                "dump",
                "rgw")
            .orFail()
            .out();
    return JsonMapper.shared().readTree(said).path("rgw").path("get").asLong();
  }
}
