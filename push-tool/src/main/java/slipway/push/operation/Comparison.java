package slipway.push.operation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import slipway.push.change.VerifiedManifest;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;
import slipway.push.preview.Preview;

/// Compares two manifests of the archive.
public final class Comparison {
  private final Archive archive;

  public Comparison(Archive archive) {
    this.archive = archive;
  }

  /// @param from a generation as somebody typed it; empty means the one before the current
  /// @param to the same; empty means the current
  public Compared run(Optional<String> from, Optional<String> to) throws Failure {
    Optional<VerifiedManifest> current = archive.current();
    VerifiedManifest earlier =
        from.isPresent() ? archive.choose(from.get(), current) : previous(current);
    VerifiedManifest later =
        to.isPresent()
            ? archive.choose(to.get(), current)
            : current.orElseThrow(() ->
                new Failure(ExitCode.FAILED, "there is no current manifest; run slipway init"));
    return new Compared(earlier, later, Preview.of(earlier.manifest(), later.manifest()));
  }

  private VerifiedManifest previous(Optional<VerifiedManifest> current) throws Failure {
    List<Instant> generations = archive.before(current);
    if (generations.isEmpty()) {
      throw new Failure(
          ExitCode.FAILED, "there is no earlier manifest in the archive to compare with");
    }
    return archive.read(generations.getFirst());
  }

  /// Two manifests and what it comes to when the second takes the place of the first.
  public record Compared(VerifiedManifest from, VerifiedManifest to, Preview difference) {}
}
