package slipway.push.nix;

import java.util.Collections;
import java.util.HexFormat;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import slipway.manifest.StorePath;

/// What the local Nix store knows about one of its paths.
///
/// @param narHash SHA-256 of the path's archive, 64 hexadecimal digits
/// @param narSize bytes of that archive
/// @param references the paths it needs, itself included where it names itself
record LocalPath(StorePath path, String narHash, long narSize, SortedSet<StorePath> references) {
  LocalPath {
    references = Collections.unmodifiableSortedSet(new TreeSet<>(references));
  }

  /// What a signature of this path is over, in the form of [slipway.cache.NarInfo#fingerprint].
  String fingerprint() {
    String needs = references.stream().map(StorePath::toString).collect(Collectors.joining(","));
    return "1;%s;sha256:%s;%d;%s"
        .formatted(path, NixBase32.encode(HexFormat.of().parseHex(narHash)), narSize, needs);
  }
}
