package slipway.push.change;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import slipway.push.outcome.Failure;

/// Where manifests are kept: the current one, and an archive of every one that ever was current.
public interface ManifestStore {
  /// The place of the current manifest, as it is shown to people.
  String where();

  Optional<StoredManifest> current() throws Failure;

  /// Keeps a manifest under its generation. That it is kept already is fine; that other bytes or
  /// another signature are kept under this generation is a failure.
  void archive(byte[] manifest, @Nullable String signature, Instant generation) throws Failure;

  /// Says that [#replace] is near, which it may take something to be ready for. Saves time, and is
  /// never necessary.
  void prepareToReplace();

  /// Makes `manifest` the current one if what was `seen` still is.
  ///
  /// @param seen empty where there was none
  /// @return false where somebody else wrote in between; nothing was changed then
  boolean replace(byte[] manifest, String signature, Optional<StoredManifest> seen) throws Failure;

  /// The generations in the archive, oldest first.
  List<Instant> archived() throws Failure;

  Optional<StoredManifest> archived(Instant generation) throws Failure;
}
