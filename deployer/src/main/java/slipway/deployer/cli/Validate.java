package slipway.deployer.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import slipway.manifest.ManifestReader;
import slipway.manifest.Problem;
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
  public Integer call() {
    byte[] document;
    try {
      document = Files.readAllBytes(file);
    } catch (IOException broken) {
      root.err().println("slipway-deployer: cannot read " + file + ": " + reason(broken));
      return Exit.USAGE;
    }
    return switch (ManifestReader.read(document)) {
      case Reading.Valid(var manifest) -> {
        if (root.json) {
          root.out().println(Json.of(file, List.of()));
        } else {
          root.out()
              .printf(
                  "%s: valid, generation %s, %d services%n",
                  file, manifest.generation(), manifest.services().size());
        }
        yield Exit.OK;
      }
      case Reading.Invalid(var problems) -> {
        print(problems);
        yield REFUSED;
      }
    };
  }

  private void print(List<Problem> problems) {
    if (root.json) {
      root.out().println(Json.of(file, problems));
    } else {
      problems.forEach(problem -> root.err().println(file + ": " + problem));
    }
  }

  /// The message of the first two is the bare path.
  private static String reason(IOException broken) {
    return switch (broken) {
      case NoSuchFileException _ -> "no such file";
      case AccessDeniedException _ -> "permission denied";
      default -> String.valueOf(broken.getMessage());
    };
  }
}
