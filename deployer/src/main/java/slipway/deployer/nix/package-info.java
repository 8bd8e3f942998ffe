/// Closures, profiles and garbage collector roots, through the `nix` commands and links in
/// /nix/var.
@NullMarked
package slipway.deployer.nix;

import org.jspecify.annotations.NullMarked;
