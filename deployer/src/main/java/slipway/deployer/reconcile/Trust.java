package slipway.deployer.reconcile;

import java.util.List;
import slipway.manifest.NixPublicKey;

/// Which manifests this host goes by.
///
/// @param keys one of them must have signed the manifest
/// @param allowUnsigned whether an unsigned one is taken all the same
/// @param acceptOlder whether a generation below the highest accepted is taken
public record Trust(List<NixPublicKey> keys, boolean allowUnsigned, boolean acceptOlder) {
  public Trust {
    keys = List.copyOf(keys);
  }
}
