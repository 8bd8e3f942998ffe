package slipway.deployer.metrics;

import java.util.List;

/// Every metric that there is, as docs/reference/metrics.md lists them.
public enum Metric {
  BUILD(Type.INFO, "slipway_build_info", "version", "The deployer; always 1."),
  POLLED(
      Type.GAUGE,
      "slipway_last_successful_poll_timestamp_seconds",
      "",
      "When the bucket last answered a poll, since 1970; 0 before the first time."),
  PASSED(
      Type.GAUGE,
      "slipway_last_successful_pass_timestamp_seconds",
      "",
      "When the host was last found or made to be as the manifest in the bucket says, since 1970; 0 before the first time."),
  PASSES(
      Type.COUNTER,
      "slipway_passes_total",
      "result",
      "Passes that looked at everything, by what came of them. A poll at which nothing has changed is none."),
  EXIT_CODE(
      Type.GAUGE,
      "slipway_last_pass_exit_code",
      "",
      "What sync ends with after what came of the last pass."),
  PAUSED(Type.GAUGE, "slipway_paused", "", "1 while an operator has paused the host."),
  GENERATION(
      Type.GAUGE,
      "slipway_manifest_generation_timestamp_seconds",
      "",
      "The generation of the manifest that the host goes by, since 1970."),
  AGE(
      Type.GAUGE,
      "slipway_manifest_age_seconds",
      "",
      "How old that generation is; in a text file, how old it was at the last poll."),
  REFUSED(
      Type.COUNTER,
      "slipway_manifests_refused_total",
      "reason",
      "Polls that found a manifest which the host does not go by."),
  STATE(
      Type.GAUGE,
      "slipway_service_state",
      "service state",
      "1 for the state that the service is in, 0 for the others."),
  RELEASE(
      Type.INFO,
      "slipway_release_info",
      "service release store_path revision",
      "The release that the service runs; always 1."),
  DEPLOYS(
      Type.COUNTER,
      "slipway_deploys_total",
      "service result",
      "Releases that were started for the manifest, by what came of them."),
  ROLLBACKS(
      Type.COUNTER,
      "slipway_rollbacks_total",
      "service",
      "Times that the release before came back, or stayed, because a new one did not work."),
  REPAIRS(
      Type.COUNTER,
      "slipway_repairs_total",
      "service",
      "Times that a release which had worked was started again because it no longer ran as it should."),
  DURATION(
      Type.HISTOGRAM,
      "slipway_deploy_duration_seconds",
      "phase",
      "How long each phase took, each time that a pass which deployed a release went through it."),
  PULLED(
      Type.COUNTER,
      "slipway_pulled_bytes_total",
      "",
      "Bytes of closures that Nix got from the bucket, compressed as they are there.");

  /// As Prometheus has them; an info is a gauge in its text format.
  public enum Type {
    COUNTER,
    GAUGE,
    HISTOGRAM,
    INFO
  }

  private final Type type;
  private final String title;
  private final String labels;
  private final String help;

  /// @param labels with a space between two
  Metric(Type type, String title, String labels, String help) {
    this.type = type;
    this.title = title;
    this.labels = labels;
    this.help = help;
  }

  public Type type() {
    return type;
  }

  /// What queries call it.
  public String title() {
    return title;
  }

  /// What its values are in, `-` where that is nothing.
  public String unit() {
    return title.contains("_seconds") ? "seconds" : title.contains("_bytes") ? "bytes" : "-";
  }

  public List<String> labels() {
    return labels.isEmpty() ? List.of() : List.of(labels.split(" ", -1));
  }

  public String help() {
    return help;
  }
}
