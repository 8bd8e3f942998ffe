package slipway.push.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import slipway.manifest.StorePath;
import slipway.push.change.Draft;
import slipway.push.change.ManifestUpdate;
import slipway.push.change.SetServices;
import slipway.push.change.Updated;
import slipway.push.change.VerifiedManifest;
import slipway.push.change.WantedService;
import slipway.push.operation.Closures.Uploaded;
import slipway.push.operation.Closures.Whereabouts;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;
import slipway.push.outcome.Progress;

/// Makes the manifest match a folder: every closure goes to the cache first, then one manifest is
/// written for all services.
public final class Apply {
  private final ManifestUpdate update;
  private final OpenClosures closures;
  private final Progress progress;

  public Apply(ManifestUpdate update, OpenClosures closures, Progress progress) {
    this.update = update;
    this.closures = closures;
    this.progress = progress;
  }

  /// Opened only where a closure is asked for, because that takes a key.
  public interface OpenClosures {
    Closures open() throws Failure;
  }

  /// What there is to do. Nothing was changed for it.
  ///
  /// @throws Failure with the problems of all files at once
  public Intent plan(SetServices change) throws Failure {
    Optional<VerifiedManifest> seen = update.current();
    List<String> problems = new ArrayList<>();
    List<StorePath> uploads = new ArrayList<>();
    if (seen.isPresent()) {
      change.problems(seen.get()).ifPresent(problems::add);
      List<WantedService> moved = change.withNewPath(seen.get());
      if (!moved.isEmpty()) {
        locate(moved, closures.open(), uploads, problems);
      }
    }
    if (!problems.isEmpty()) {
      throw new Failure(ExitCode.REFUSED, String.join("\n", problems));
    }
    Draft draft = update.draft(change);
    return new Intent(draft, uploads, draft.seen().map(change::others).orElseGet(() -> Set.of()));
  }

  private static void locate(
      List<WantedService> moved, Closures store, List<StorePath> uploads, List<String> problems)
      throws Failure {
    for (WantedService service : moved) {
      StorePath path = service.storePath().orElseThrow();
      switch (store.locate(path)) {
        case Whereabouts.Here() -> uploads.add(path);
        case Whereabouts.Cached() -> {}
        case Whereabouts.Nowhere(String problem) ->
            problems.add(
                service.file() + ": /artifact/storePath: " + problem + ": build it, or push it");
      }
    }
  }

  public Applied run(SetServices change, Intent intent, Approval approval) throws Failure {
    approval.require(intent.draft());
    update.prepare();
    Optional<Uploaded> uploaded = Optional.empty();
    if (!intent.uploads().isEmpty()) {
      progress.say("copying the closures of " + intent.uploads().size() + " paths to the cache");
      uploaded = Optional.of(closures.open().upload(intent.uploads()));
    }
    return new Applied(update.apply(change, intent.draft().seen()), uploaded);
  }

  /// @param draft of the manifest that comes next
  /// @param uploads to be copied to the cache, whether all or nothing of them is there
  /// @param others services of the manifest that the folder does not have
  public record Intent(Draft draft, List<StorePath> uploads, Set<String> others) {
    public Intent {
      uploads = List.copyOf(uploads);
    }
  }

  /// @param uploaded empty where nothing was asked for
  public record Applied(Updated updated, Optional<Uploaded> uploaded) {}
}
