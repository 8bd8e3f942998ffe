package slipway.deployer.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import slipway.deployer.config.SettingsException;
import slipway.manifest.ManifestReader;
import slipway.manifest.Problem;
import slipway.manifest.Reading;

/// Checks a file: a manifest or, where none is named, the settings.
@Command(
    name = "validate",
    description = {
      "Checks a manifest file, or without FILE the settings, and prints every problem in it.",
      "Asks neither the bucket nor this host."
    },
    footer = {
      "",
      "Examples: slipway-deployer validate manifest.json",
      "          slipway-deployer validate --config deployer.json"
    })
final class Validate implements Callable<Integer> {
  private static final int REFUSED = 3;

  @ParentCommand Root root;

  @Parameters(paramLabel = "FILE", arity = "0..1", description = "The manifest.")
  @Nullable Path file;

  @Override
  public Integer call() throws SettingsException {
    return file == null ? settings() : manifest(file);
  }

  private int settings() throws SettingsException {
    try (Host host = root.open()) {
      if (root.json) {
        root.out().println(Json.ofSettings(root.config));
      } else {
        root.out()
            .printf(
                "%s: valid, host %s, namespace %s%n",
                root.config, host.settings().host(), host.settings().namespace());
      }
    }
    return Exit.OK;
  }

  private int manifest(Path file) {
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
        print(file, problems);
        yield REFUSED;
      }
    };
  }

  private void print(Path file, List<Problem> problems) {
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
