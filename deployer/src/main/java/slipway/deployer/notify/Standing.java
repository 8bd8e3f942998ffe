package slipway.deployer.notify;

import org.jspecify.annotations.Nullable;

/// How a pass found the host as a whole, or one service.
///
/// @param outcome null where the pass cannot tell
/// @param entry what that is about: the generation of the manifest, or the fingerprint of the
///   service's entry in it
/// @param release the number of the one that runs, 0 where none does
/// @param revision of that release, null where it has none
/// @param reason for people, empty where all is well
record Standing(
    @Nullable Outcome outcome,
    String entry,
    int release,
    @Nullable String revision,
    String reason) {
  /// A pass that found out nothing.
  static final Standing UNTOLD = new Standing(null, "", 0, null, "");
}
