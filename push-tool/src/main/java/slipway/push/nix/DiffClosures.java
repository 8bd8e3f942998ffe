package slipway.push.nix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import slipway.manifest.StorePath;
import slipway.push.operation.ClosureDifferences;
import slipway.push.process.Finished;
import slipway.push.process.Programs;

/// What `nix store diff-closures` says. It is a courtesy, so it gets little time, and whatever goes
/// wrong leaves it out.
public final class DiffClosures implements ClosureDifferences {
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final int MOST_LINES = 10;

  /// Nix colours its lines whether a terminal reads them or not.
  private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

  private final Programs programs;

  public DiffClosures(Programs programs) {
    this.programs = programs.within(LONGEST);
  }

  @Override
  public Optional<List<String>> between(StorePath before, StorePath after) {
    if (!isHere(before) || !isHere(after)) {
      return Optional.empty();
    }
    try {
      Finished finished =
          programs.run(
              Nix.command(
                  "nix-command", "store", "diff-closures", before.toString(), after.toString()),
              Map.of());
      return finished.succeeded() ? Optional.of(lines(finished.output())) : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /// Sizes are of packages whose version or size, by 8 KiB, differs.
  static List<String> lines(String output) {
    List<String> all =
        COLOUR.matcher(output).replaceAll("").lines().filter(line -> !line.isBlank()).toList();
    if (all.isEmpty()) {
      return List.of("no package differs by 8 KiB or more");
    }
    int more = all.size() - MOST_LINES;
    return more <= 0
        ? all
        : Stream.concat(all.stream().limit(MOST_LINES), Stream.of("and " + more + " more"))
            .toList();
  }

  private static boolean isHere(StorePath path) {
    return Files.exists(Path.of(path.toString()));
  }
}
