/// One class per command: arguments in, an operation run, text or JSON out.
@NullMarked
package slipway.push.cli;

import org.jspecify.annotations.NullMarked;
