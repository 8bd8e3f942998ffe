package slipway.push.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import slipway.manifest.ManifestReader;
import slipway.manifest.Problem;
import slipway.manifest.ServiceReading;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;
import tools.jackson.databind.node.ObjectNode;

/// A service's entry in a file of its own, validated.
record ServiceFile(Path file, ObjectNode entry) {
  static ServiceFile read(Tools.DeveloperFiles files, Path file) throws Failure {
    return switch (ManifestReader.readService(files.read(file))) {
      case ServiceReading.Valid(ObjectNode entry) -> new ServiceFile(file, entry);
      case ServiceReading.Invalid(List<Problem> problems) ->
          throw new Failure(ExitCode.REFUSED, lines(file, problems));
    };
  }

  /// The service that the command names is the one that the file is about.
  void requireName(String service) throws Failure {
    String named = entry.path("name").asString(service);
    if (!named.equals(service)) {
      throw new Failure(
          ExitCode.USAGE,
          "%s is about the service %s, and the command names %s; wanted the same"
              .formatted(file, named, service));
    }
  }

  static String lines(Path file, List<Problem> problems) {
    return problems.stream()
        .map(problem -> file + ": " + problem)
        .collect(Collectors.joining("\n"));
  }
}
