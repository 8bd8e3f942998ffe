/// Nix, run as a program.
@NullMarked
package slipway.push.nix;

import org.jspecify.annotations.NullMarked;
