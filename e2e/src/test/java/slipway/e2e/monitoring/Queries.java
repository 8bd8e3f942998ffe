package slipway.e2e.monitoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import slipway.deployer.metrics.Metric;
import slipway.deployer.metrics.Outcome;
import slipway.deployer.reconcile.Refusal;
import slipway.deployer.reconcile.Timings.Phase;
import slipway.e2e.host.Output;
import slipway.report.ReportedState;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What is wrong with queries: a name that is not there is no error to Prometheus, it only never
/// answers.
public final class Queries {
  private static final Pattern NAME = Pattern.compile("\\bslipway_\\w+");
  private static final Pattern GROUPED =
      Pattern.compile("\\b(?:by|on|without|ignoring) *\\(([^)]*)\\)");
  private static final Pattern MATCHED = Pattern.compile("(\\w+) *(?:=~|!~|!=|=) *\"([^\"]*)\"");

  /// Those that Prometheus itself puts on.
  private static final Set<String> OF_PROMETHEUS = Set.of("instance", "job", "le");

  private static final Map<String, Set<String>> WORDS =
      Map.of(
          "state", words(ReportedState.values()),
          "reason", words(Refusal.values()),
          "phase", words(Phase.values()),
          "result",
              Stream.of(words(Outcome.values()), Set.of("works", "failed"))
                  .flatMap(Set::stream)
                  .collect(Collectors.toSet()));

  private Queries() {}

  /// All that is wrong with one query, as Grafana has it.
  ///
  /// @param folder for files of this
  public static List<String> problems(String query, Path folder) {
    List<String> problems = new ArrayList<>(unknown(query));
    if (!NAME.matcher(query).find()) {
      problems.add("no metric in " + query);
    }
    Output parsed =
        Promtool.run("check", "rules", rule(query.replaceAll("\\$__\\w+", "5m"), folder));
    if (!parsed.succeeded()) {
      problems.add(query + ": " + parsed.err());
    }
    return problems;
  }

  /// Names of metrics, labels and words of labels in the text that nothing has.
  public static List<String> unknown(String text) {
    Set<String> unknown = new TreeSet<>();
    Set<String> names =
        Arrays.stream(Metric.values()).flatMap(Queries::names).collect(Collectors.toSet());
    NAME.matcher(text).results().map(MatchResult::group).forEach(unknown::add);
    unknown.removeAll(names);
    Set<String> labels =
        Arrays.stream(Metric.values())
            .flatMap(metric -> metric.labels().stream())
            .collect(Collectors.toSet());
    labels.addAll(OF_PROMETHEUS);
    Matcher grouped = GROUPED.matcher(text);
    while (grouped.find()) {
      Arrays.stream(grouped.group(1).split(",", -1))
          .map(String::strip)
          .filter(label -> !labels.contains(label))
          .forEach(unknown::add);
    }
    Matcher matched = MATCHED.matcher(text);
    while (matched.find()) {
      if (!labels.contains(matched.group(1))) {
        unknown.add(matched.group(1));
      }
      Set<String> words = WORDS.getOrDefault(matched.group(1), Set.of());
      if (!words.isEmpty()) {
        Arrays.stream(matched.group(2).split("\\|", -1))
            .filter(word -> !words.contains(word))
            .forEach(unknown::add);
      }
    }
    return List.copyOf(unknown);
  }

  private static Stream<String> names(Metric metric) {
    return switch (metric.type()) {
      case COUNTER, GAUGE, INFO -> Stream.of(metric.title());
      case HISTOGRAM -> Stream.of("_bucket", "_sum", "_count").map(end -> metric.title() + end);
    };
  }

  private static Set<String> words(Enum<?>... constants) {
    return Arrays.stream(constants)
        .map(constant -> constant.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }

  /// JSON is YAML.
  private static String rule(String query, Path folder) {
    ObjectNode file = JsonMapper.shared().createObjectNode();
    ObjectNode group = file.putArray("groups").addObject().put("name", "dashboard");
    group.putArray("rules").addObject().put("record", "query").put("expr", query);
    try {
      return Files.writeString(folder.resolve("rule.yml"), file.toString()).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
