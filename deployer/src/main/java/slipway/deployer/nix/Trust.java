package slipway.deployer.nix;

import java.util.List;
import java.util.stream.Collectors;
import slipway.manifest.NixPublicKey;

/// Whose signatures a closure needs one of.
///
/// @param keys none: those of the host's own nix.conf hold
public record Trust(List<NixPublicKey> keys) {
  public Trust {
    keys = List.copyOf(keys);
  }

  /// The keys as nix.conf writes them.
  String option() {
    return keys.stream().map(NixPublicKey::toString).collect(Collectors.joining(" "));
  }

  /// The names of the keys, for messages.
  String display() {
    return keys.isEmpty()
        ? "trusted-public-keys in this host's nix.conf"
        : keys.stream().map(NixPublicKey::name).collect(Collectors.joining(", "));
  }
}
