/// A host in a directory, with as much of systemd, Caddy and Nix as a deploy talks to. For the
/// rehearsal of the AOT cache alone, on machines that have none of them.
@NullMarked
package slipway.deployer.rehearsal;

import org.jspecify.annotations.NullMarked;
