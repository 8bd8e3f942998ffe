package slipway.deployer.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;
import slipway.deployer.plan.Plan;
import slipway.deployer.plan.Step;

/// Shows what `sync` would do.
@Command(
    name = "plan",
    description = "Prints what sync would do now, in order. Changes nothing.",
    footer = {"", "Example: slipway-deployer plan"})
final class PlanCommand implements Callable<Integer> {
  @ParentCommand Root root;

  @Override
  public Integer call() throws Exception {
    try (Host host = root.open()) {
      Plan plan = host.plan();
      if (root.json) {
        root.out().println(Json.of(plan));
        return Exit.OK;
      }
      Step.of(plan).forEach(root.out()::println);
      plan.obstacles()
          .forEach(obstacle -> root.err().println(obstacle.subject() + ": " + obstacle.reason()));
      if (plan.isEmpty() && plan.obstacles().isEmpty()) {
        root.out().println("nothing to do");
      }
      return Exit.OK;
    }
  }
}
