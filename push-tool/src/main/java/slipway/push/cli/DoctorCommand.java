package slipway.push.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import slipway.push.doctor.Finding;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
    name = "doctor",
    description = {
      "Looks at all that a push needs: keys, clock, buckets, manifest, hosts, Nix.",
      "Ends with 0 where nothing fails, else with 1."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  slipway doctor",
      "  slipway doctor --host-settings deployer.json    (before it is installed)"
    })
final class DoctorCommand implements Callable<Integer> {
  private final Slipway slipway;
  private final Tools tools;

  @Option(
      names = "--host-settings",
      paramLabel = "FILE",
      description = "also hold a host's deployer.json against the settings here")
  private @Nullable Path hostSettings;

  DoctorCommand(Slipway slipway, Tools tools) {
    this.slipway = slipway;
    this.tools = tools;
  }

  @Override
  public Integer call() throws Failure {
    List<Finding> findings = tools.doctor(slipway.config(), Optional.ofNullable(hostSettings));
    boolean failed = findings.stream().anyMatch(finding -> finding.level() == Finding.Level.FAIL);
    ObjectNode document = Report.object().put("ok", !failed);
    ArrayNode checks = document.putArray("checks");
    findings.forEach(finding ->
        checks
            .addObject()
            .put("level", finding.level().word())
            .put("what", finding.what())
            .put("text", finding.text()));
    slipway
        .report(tools.out())
        .print(
            findings.stream().map(DoctorCommand::line).collect(Collectors.joining("\n")), document);
    return (failed ? ExitCode.FAILED : ExitCode.OK).number();
  }

  private static String line(Finding finding) {
    return "%-4s  %s: %s".formatted(finding.level().word(), finding.what(), finding.text());
  }
}
