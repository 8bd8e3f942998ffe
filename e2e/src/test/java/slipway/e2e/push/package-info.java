/// A push from the first byte to the last host: group `push`.
///
/// Three hosts with one bucket, each a machine of its own with systemd, Nix and Caddy. Each test
/// has a [Project]: a namespace, a bucket for the manifest, a developer's directory, names and
/// ports.
@NullMarked
package slipway.e2e.push;

import org.jspecify.annotations.NullMarked;
