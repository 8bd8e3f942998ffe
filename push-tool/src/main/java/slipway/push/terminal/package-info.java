/// What people watch on a terminal, and in the log of a CI job. Nothing here asks the machine.
@NullMarked
package slipway.push.terminal;

import org.jspecify.annotations.NullMarked;
