package slipway.e2e.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import slipway.e2e.site.Site;
import tools.jackson.databind.node.ObjectNode;

/// One `slipway-deployer sync` on a host of 20 services and 20 routes that are as they should be.
///
/// @param quiet whether it may go by what the last pass has left in /run, or has to look
record PassRow(boolean quiet) implements Row {
  private static final int SERVICES = 20;
  private static final String KNOWN = "/run/slipway-bench/known";

  @Override
  public String name() {
    return quiet ? "quiet" : "sync";
  }

  @Override
  public String about() {
    return quiet
        ? "the same where nothing on the host can have changed since the last pass. The floor is the"
            + " conditional request alone"
        : "one `slipway-deployer sync` with nothing to do: start, conditional request, 20 units and 20"
            + " routes compared. The floor does that with curl, busctl, diff and cmp; usual is one"
            + " question of the AWS CLI for the ETag, and nothing compared";
  }

  @Override
  public List<Line> measure(Stage stage, int runs) throws Exception {
    try (Site site = stage.site()) {
      site.deploy(
          IntStream.range(0, SERVICES)
              .mapToObj(number -> site.web("s" + number, "1"))
              .toArray(ObjectNode[]::new));
      // A pass that finds nothing to do and writes its report leaves that for the next.
      stage.host().exec("rm", "-f", site.state() + "/report.json").orFail();
      site.sync(0);
      List<String> floor = floor(stage, site);
      Samples samples =
          Contender.takeTurns(
              runs,
              Map.of(
                  Party.SLIPWAY, _ -> slipway(stage, site),
                  Party.FLOOR, _ -> stage.onHost(floor).all(),
                  Party.USUAL, _ -> stage.here(stage.askForEtag(site)).all()));
      return quiet
          ? List.of(
              samples.line(name(), Measured.WALL, Unit.SECONDS, Target.under(0.15, Unit.SECONDS)),
              samples.line(name(), Measured.CPU, Unit.SECONDS),
              samples.line(name(), Measured.PEAK, Unit.MEBIBYTES))
          : List.of(
              samples.line(
                  name(),
                  Measured.WALL,
                  Unit.SECONDS,
                  Target.under(0.3, Unit.SECONDS),
                  Target.fasterThan(Party.USUAL)),
              samples.line(name(), Measured.CPU, Unit.SECONDS, Target.under(0.45, Unit.SECONDS)),
              samples.line(
                  name(), Measured.PEAK, Unit.MEBIBYTES, Target.under(100, Unit.MEBIBYTES)));
    }
  }

  private Map<String, Double> slipway(Stage stage, Site site) {
    if (!quiet) {
      stage.host().shell("rm -f /run/slipway-deployer/*.rest").orFail();
    }
    return stage.onHost(site.deployer().command(List.of(), "sync")).all();
  }

  private List<String> floor(Stage stage, Site site) {
    String url =
        "%s/%s/manifest.json"
            .formatted(stage.ground().radosgw().endpoint().address(), site.bucket().bucket());
    String etag = site.bucket().etag("manifest.json");
    if (quiet) {
      return Stage.script("floor-poll", url, stage.curlConfig(), etag);
    }
    List<String> units =
        IntStream.range(0, SERVICES).mapToObj(number -> site.unit("s" + number)).toList();
    String written = site.state() + "/services";
    List<String> remember = Stage.script("floor-sync", "--remember", written, KNOWN);
    remember.addAll(units);
    stage.host().exec(remember.toArray(String[]::new)).orFail();
    List<String> floor =
        new ArrayList<>(Stage.script("floor-sync", url, stage.curlConfig(), etag, written, KNOWN));
    floor.addAll(units);
    return floor;
  }
}
