/// How long it takes to bring a closure to a host over a distance, beside plain `nix copy`.
@NullMarked
package slipway.e2e.pull;

import org.jspecify.annotations.NullMarked;
