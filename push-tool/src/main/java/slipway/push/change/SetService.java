package slipway.push.change;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import slipway.manifest.ManifestEdits;
import slipway.manifest.ServiceJson;
import slipway.manifest.Stamp;
import slipway.manifest.StorePath;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;
import tools.jackson.databind.node.ObjectNode;

/// Makes one service run a store path.
///
/// @param settings the service's entry as a file has it; null keeps the entry of the current
///   manifest
/// @param revision null leaves it to the entry, which loses it where the store path changes
public record SetService(
    String service, StorePath storePath, @Nullable ObjectNode settings, @Nullable String revision)
    implements ManifestChange {

  @Override
  public Edit apply(Optional<VerifiedManifest> current, Stamp stamp) throws Failure {
    VerifiedManifest manifest = Edits.required(current);
    Optional<ObjectNode> present = Entries.find(manifest.bytes(), service);
    ObjectNode entry = entry(manifest, present);
    if (present.isPresent() && present.get().equals(entry)) {
      return new Edit.Unchanged();
    }
    return Edits.next(
        ManifestEdits.withService(manifest.bytes(), entry, stamp),
        "the manifest with " + service + " at " + storePath + " breaks rules");
  }

  @Override
  public boolean holdsAfterAnotherPush() {
    return true;
  }

  @Override
  public boolean buildsOnCurrent() {
    return true;
  }

  private ObjectNode entry(VerifiedManifest manifest, Optional<ObjectNode> present) throws Failure {
    ObjectNode base = settings != null ? settings : present.orElseThrow(() -> unknown(manifest));
    ObjectNode entry = ServiceJson.withArtifact(base, service, storePath);
    if (revision != null) {
      entry.put("revision", revision);
    } else if (settings == null && !entry.path("artifact").equals(base.path("artifact"))) {
      entry.remove("revision");
    }
    return entry;
  }

  private Failure unknown(VerifiedManifest manifest) {
    List<String> names =
        manifest.manifest().services().stream().map(known -> known.name()).sorted().toList();
    return new Failure(
        ExitCode.USAGE,
        "the manifest has no service "
            + service
            + (names.isEmpty() ? "; it has none yet" : "; it has " + String.join(", ", names))
            + ". To add it, say what it is: slipway push "
            + service
            + " PATH -f service.json");
  }
}
