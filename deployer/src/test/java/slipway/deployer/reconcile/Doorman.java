package slipway.deployer.reconcile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import slipway.deployer.plan.Release;

/// Hooks that write down what they are asked, as `web 1>2`, and veto as long as they are told to.
final class Doorman implements Hooks {
  final List<String> asked = new ArrayList<>();
  final List<String> told = new ArrayList<>();
  boolean vetoes;

  @Override
  public Optional<String> before(Deployment deployment) {
    deployment
        .changes()
        .forEach(change ->
            asked.add(
                "%s %s>%s"
                    .formatted(change.service(), number(change.from()), number(change.to()))));
    return vetoes ? Optional.of("vetoed by the before hook: exit code 3") : Optional.empty();
  }

  @Override
  public Optional<String> after(Deployment deployment, List<Changed> changed) {
    changed.forEach(each -> told.add(each.change().service() + " " + each.result()));
    return Optional.of("the after hook failed");
  }

  private static String number(@Nullable Release release) {
    return release == null ? "-" : String.valueOf(release.number());
  }
}
