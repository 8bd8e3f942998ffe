package slipway.push.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import slipway.manifest.StorePath;
import slipway.push.operation.Closures;
import slipway.push.operation.Closures.Uploaded;
import slipway.push.outcome.Failure;

/// What `cache push` does.
final class Uploading {
  private Uploading() {}

  static void run(Tools tools, Optional<Path> config, Report report, List<String> paths)
      throws Failure {
    try (Tools.Uploads cache = tools.openCache(config)) {
      Closures closures = cache.closures();
      List<StorePath> storePaths = new ArrayList<>();
      for (String path : paths) {
        storePaths.add(closures.resolve(path));
      }
      Uploaded uploaded = closures.upload(storePaths);
      report.print(UploadReport.text(uploaded), UploadReport.json(uploaded));
    }
  }
}
