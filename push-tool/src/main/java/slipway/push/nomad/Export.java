package slipway.push.nomad;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A manifest as jobs, and all that they do not say of it.
public record Export(
    Instant generation, @Nullable String pushedBy, List<NomadJob> jobs, List<Warning> warnings) {
  public Export {
    jobs = List.copyOf(jobs);
    warnings = List.copyOf(warnings);
  }
}
