package slipway.deployer.hooks;

import static java.util.stream.Collectors.joining;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import slipway.deployer.reconcile.Changed;
import slipway.deployer.reconcile.Deployment;
import slipway.deployer.reconcile.Deployment.Change;
import slipway.deployer.reconcile.Errands;
import slipway.deployer.reconcile.Errands.Ending;
import slipway.deployer.reconcile.Errands.Errand;
import slipway.deployer.reconcile.Hooks;
import slipway.deployer.reconcile.HostException;

/// Hooks as the settings name them. One that cannot be run lets nothing pass: it was put there to
/// be asked.
public final class HookPrograms implements Hooks {
  private final Errands errands;
  private final Programs programs;
  private final HookJson json;

  public HookPrograms(
      Errands errands, Programs programs, String host, String namespace, Clock clock) {
    this.errands = errands;
    this.programs = programs;
    this.json = new HookJson(host, namespace, clock);
  }

  /// Each an absolute path and arguments, empty where there is none.
  ///
  /// @param limit after which one of them is killed
  public record Programs(List<String> before, List<String> after, Duration limit) {
    public Programs {
      before = List.copyOf(before);
      after = List.copyOf(after);
    }
  }

  @Override
  public Optional<String> before(Deployment deployment) {
    if (programs.before().isEmpty()) {
      return Optional.empty();
    }
    return failure("before", programs.before(), deployment, Map.of(), json.before(deployment))
        .map(why -> "vetoed by the before hook: %s; the next pass asks it again".formatted(why));
  }

  @Override
  public Optional<String> after(Deployment deployment, List<Changed> changed) {
    if (programs.after().isEmpty()) {
      return Optional.empty();
    }
    boolean well = changed.stream().allMatch(Changed::isAsWanted);
    return failure(
            "after",
            programs.after(),
            deployment,
            Map.of("SLIPWAY_OUTCOME", well ? "ok" : "failed"),
            json.after(deployment, changed))
        .map(why -> "the after hook failed: " + why);
  }

  private Optional<String> failure(
      String when,
      List<String> program,
      Deployment deployment,
      Map<String, String> more,
      byte[] input) {
    Map<String, String> environment = new TreeMap<>(more);
    environment.put("SLIPWAY_HOOK", when);
    environment.put("SLIPWAY_HOST", json.host());
    environment.put(
        "SLIPWAY_SERVICES",
        deployment.changes().stream().map(Change::service).collect(joining(" ")));
    Errand errand =
        new Errand(
            // No service has a dot in its name.
            "%s-deployer.%s.service".formatted(json.namespace(), when),
            "The hook %s a deploy (Slipway)".formatted(when),
            program,
            environment,
            input,
            programs.limit());
    try {
      return switch (errands.run(errand)) {
        case Ending.Done() -> Optional.empty();
        case Ending.Failed(String reason) -> Optional.of(reason);
        case Ending.Busy() ->
            Optional.of(
                "the one of an earlier pass is still at work; see: systemctl status "
                    + errand.unit());
      };
    } catch (HostException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
