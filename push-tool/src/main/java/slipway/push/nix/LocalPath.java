package slipway.push.nix;

import java.util.SortedSet;
import java.util.TreeSet;
import slipway.manifest.StorePath;

/// What the local Nix store knows about one of its paths.
///
/// @param narHash SHA-256 of the path's archive, 64 hexadecimal digits
/// @param narSize bytes of that archive
/// @param references the paths it needs, itself included where it names itself
record LocalPath(StorePath path, String narHash, long narSize, SortedSet<StorePath> references) {
  LocalPath {
    references = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(references));
  }
}
