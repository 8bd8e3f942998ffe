package slipway.deployer.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import slipway.deployer.plan.Pause;
import slipway.deployer.plan.Plan;
import slipway.deployer.plan.Step;
import slipway.deployer.reconcile.PassResult;
import slipway.deployer.status.HostStatus;
import slipway.deployer.status.ServiceStatus;
import slipway.manifest.Problem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What `--json` prints. Keys are only ever added.
final class Json {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  private Json() {}

  static String of(PassResult result) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("exitCode", result.exitCode());
    steps(root.putArray("changed"), result.changed());
    ObjectNode services = root.putObject("problems");
    result.services().forEach(services::put);
    root.put("refused", result.refused());
    root.put("unavailable", result.unavailable());
    root.set("paused", pause(result.paused()));
    result.notices().forEach(root.putArray("notices")::add);
    root.put("drained", instant(result.drained()));
    return text(root);
  }

  static String of(@Nullable Pause pause) {
    ObjectNode root = MAPPER.createObjectNode();
    root.set("paused", pause(pause));
    return text(root);
  }

  static String of(Plan plan) {
    ObjectNode root = MAPPER.createObjectNode();
    steps(root.putArray("steps"), Step.of(plan));
    ArrayNode obstacles = root.putArray("obstacles");
    plan.obstacles()
        .forEach(obstacle ->
            obstacles
                .addObject()
                .put("subject", obstacle.subject())
                .put("reason", obstacle.reason()));
    return text(root);
  }

  /// What `slipway validate --json` prints about a manifest.
  static String of(Path manifest, List<Problem> problems) {
    return checked(manifest, "manifest", problems);
  }

  /// Of settings that can be used; others end the command before it prints anything.
  static String ofSettings(Path settings) {
    return checked(settings, "settings", List.of());
  }

  private static String checked(Path file, String kind, List<Problem> problems) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("file", file.toString());
    root.put("kind", kind);
    root.put("valid", problems.isEmpty());
    ArrayNode list = root.putArray("problems");
    problems.forEach(problem ->
        list.addObject().put("pointer", problem.pointer()).put("message", problem.message()));
    return text(root);
  }

  static String of(HostStatus status) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("host", status.host());
    root.put("generation", instant(status.generation()));
    root.put("acceptedAt", instant(status.acceptedAt()));
    root.set("paused", pause(status.paused()));
    ArrayNode services = root.putArray("services");
    status.services().forEach(service -> services.add(service(service)));
    return text(root);
  }

  private static void steps(ArrayNode array, List<Step> steps) {
    for (Step step : steps) {
      array
          .addObject()
          .put("verb", step.verb())
          .put("service", step.service())
          .put("object", step.object());
    }
  }

  private static ObjectNode service(ServiceStatus service) {
    return MAPPER
        .createObjectNode()
        .put("name", service.name())
        .put("release", service.release())
        .put("storePath", service.storePath())
        .put("revision", service.revision())
        .put("state", service.state())
        .put("since", instant(service.since()))
        .put("port", service.port())
        .put("servingSince", instant(service.servingSince()))
        .put("drainingUntil", instant(service.drainingUntil()))
        .put("mainPid", service.mainPid())
        .put("restarts", service.restarts())
        .put("problem", service.problem());
  }

  /// Null where there is none.
  private static JsonNode pause(@Nullable Pause pause) {
    return pause == null
        ? MAPPER.nullNode()
        : MAPPER
            .createObjectNode()
            .put("since", pause.at().toString())
            .put("until", pause.until().toString())
            .put("reason", pause.reason())
            .put("by", pause.by());
  }

  private static @Nullable String instant(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }

  private static String text(ObjectNode root) {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root);
  }
}
