package slipway.deployer.cli;

import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;
import slipway.deployer.status.HostStatus;
import slipway.deployer.status.ServiceStatus;

/// What runs here, since when, why.
@Command(
    name = "status",
    description = "Shows what runs here, since when, and what is not as it should be.",
    footer = {"", "Example: slipway-deployer status --json"})
final class StatusCommand implements Callable<Integer> {
  private static final String ROW = "%-24s %-8s %7s  %-12s %-20s  %s%n";

  @ParentCommand Root root;

  @Override
  public Integer call() throws Exception {
    try (Host host = root.open()) {
      HostStatus status = host.status();
      if (root.json) {
        root.out().println(Json.of(status));
      } else {
        print(status);
      }
      boolean well = status.services().stream().allMatch(service -> service.problem() == null);
      return well ? Exit.OK : Exit.FAILED;
    }
  }

  private void print(HostStatus status) {
    root.out()
        .println(
            status.generation() == null
                ? "host %s: no manifest accepted yet".formatted(status.host())
                : "host %s: generation %s, accepted %s"
                    .formatted(status.host(), status.generation(), status.acceptedAt()));
    if (status.paused() != null) {
      root.out().println(status.paused().sentence());
    }
    if (status.services().isEmpty()) {
      root.out().println("no services");
      return;
    }
    root.out().printf(ROW, "SERVICE", "STATE", "RELEASE", "REVISION", "SINCE", "STORE PATH");
    status.services().forEach(this::print);
    status.services().stream()
        .filter(service -> service.port() != null)
        .forEach(service -> root.out().println(instance(service)));
    status.services().stream()
        .filter(service -> service.problem() != null)
        .forEach(service -> root.out().println(service.name() + ": " + service.problem()));
  }

  private void print(ServiceStatus service) {
    root.out()
        .printf(
            ROW,
            service.name(),
            service.state(),
            service.release() == 0 ? "-" : service.release(),
            shortened(service.revision()),
            service.since() == null ? "-" : service.since().truncatedTo(ChronoUnit.SECONDS),
            service.storePath() == null ? "-" : service.storePath());
  }

  private static String instance(ServiceStatus service) {
    return "%s: visitors reach 127.0.0.1:%d since %s%s"
        .formatted(
            service.name(),
            service.port(),
            service.servingSince(),
            service.drainingUntil() == null
                ? ""
                : "; the instance before goes on until " + service.drainingUntil());
  }

  private static String shortened(@Nullable String revision) {
    return revision == null ? "-" : revision.substring(0, Math.min(12, revision.length()));
  }
}
