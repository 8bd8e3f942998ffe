package slipway.push.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import slipway.manifest.ManifestReader;
import slipway.manifest.Problem;
import slipway.manifest.ServiceReading;
import slipway.push.change.WantedService;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;
import tools.jackson.databind.node.ObjectNode;

/// A folder of service files. A file without `name` is about the service that it is called after.
final class ServiceFolder {
  private static final String SUFFIX = ".json";

  private ServiceFolder() {}

  /// @throws Failure with the problems of all files
  static List<WantedService> read(Tools.DeveloperFiles files, Path folder) throws Failure {
    List<Path> paths = files.list(folder, SUFFIX);
    if (paths.isEmpty()) {
      throw new Failure(
          ExitCode.USAGE,
          folder
              + " has no files *.json; wanted one for each service. To take services out of the"
              + " manifest, use slipway remove");
    }
    List<String> problems = new ArrayList<>();
    Map<String, WantedService> services = new LinkedHashMap<>();
    for (Path path : paths) {
      switch (ManifestReader.readService(files.read(path))) {
        case ServiceReading.Invalid(List<Problem> found) ->
            problems.add(ServiceFile.lines(path, found));
        case ServiceReading.Valid(ObjectNode entry) -> {
          String name = entry.path("name").asString(stem(path));
          WantedService service = new WantedService(path.toString(), name, entry);
          WantedService other = services.putIfAbsent(name, service);
          if (other != null) {
            problems.add(path + ": /name: " + other.file() + " is about " + name + ", too");
          }
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new Failure(ExitCode.REFUSED, String.join("\n", problems));
    }
    return List.copyOf(services.values());
  }

  private static String stem(Path path) {
    String name = path.getFileName().toString();
    return name.substring(0, name.length() - SUFFIX.length());
  }
}
