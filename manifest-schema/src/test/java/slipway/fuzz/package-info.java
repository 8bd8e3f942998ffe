/// Targets for a coverage-guided fuzzer, and what it found. `make fuzz` runs them.
@NullMarked
package slipway.fuzz;

import org.jspecify.annotations.NullMarked;
