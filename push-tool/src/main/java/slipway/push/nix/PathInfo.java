package slipway.push.nix;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import slipway.manifest.StorePath;

/// Everything that a narinfo says of a path of the local store.
///
/// @param narHash SHA-256 of the path's archive, as `sha256:` and base 32 or `sha256-` and base 64
/// @param narSize bytes of that archive
/// @param deriver the file name of the derivation that it was built by
/// @param contentAddress why its content needs no signature, in Nix's words
/// @param signatures that came with it from elsewhere
record PathInfo(
    StorePath path,
    String narHash,
    long narSize,
    SortedSet<StorePath> references,
    Optional<String> deriver,
    Optional<String> contentAddress,
    List<String> signatures) {
  PathInfo {
    references = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(references));
    signatures = List.copyOf(signatures);
  }
}
