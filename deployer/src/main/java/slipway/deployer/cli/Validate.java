package slipway.deployer.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import slipway.manifest.ManifestReader;
import slipway.manifest.Reading;

/// Checks a manifest file.
@Command(
    name = "validate",
    description = "Checks a manifest file and prints every problem in it.",
    footer = {"", "Example: slipway-deployer validate manifest.json"})
final class Validate implements Callable<Integer> {
  private static final int REFUSED = 3;

  @ParentCommand Root root;

  @Parameters(paramLabel = "FILE", description = "The manifest.")
  Path file;

  @Override
  public Integer call() throws Exception {
    return switch (ManifestReader.read(Files.readAllBytes(file))) {
      case Reading.Valid(var manifest) -> {
        root.out()
            .printf(
                "%s: valid, generation %s, %d services%n",
                file, manifest.generation(), manifest.services().size());
        yield Exit.OK;
      }
      case Reading.Invalid(var problems) -> {
        problems.forEach(problem -> root.err().println(file + ": " + problem));
        yield REFUSED;
      }
    };
  }
}
