package slipway.push.history;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.stream.Collectors;
import slipway.manifest.Generation;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;

/// Finds the generation that somebody typed: as the archive writes it (20250115T123456.000Z), as
/// the manifest does (2025-01-15T12:34:56Z), or the beginning of either.
public final class GenerationChoice {
  private static final int NAMED = 5;

  private GenerationChoice() {}

  /// @param known oldest first
  public static Instant among(List<Instant> known, String typed) throws Failure {
    String beginning = archiveForm(typed);
    List<Instant> fitting =
        known.stream()
            .filter(generation -> Generation.archiveName(generation).startsWith(beginning))
            .toList();
    if (fitting.size() == 1) {
      return fitting.getFirst();
    }
    throw new Failure(
        ExitCode.USAGE,
        fitting.isEmpty()
            ? "no earlier manifest has the generation "
                + typed
                + (known.isEmpty() ? "; the archive is empty" : "; the newest are " + newest(known))
            : typed + " could be " + newest(fitting) + "; type more of it");
  }

  private static String archiveForm(String typed) {
    try {
      return Generation.archiveName(OffsetDateTime.parse(typed).toInstant());
    } catch (DateTimeParseException _) {
      return typed.replace("-", "").replace(":", "");
    }
  }

  private static String newest(List<Instant> generations) {
    return generations.reversed().stream()
            .limit(NAMED)
            .map(Generation::archiveName)
            .collect(Collectors.joining(", "))
        + (generations.size() > NAMED ? ", …" : "");
  }
}
