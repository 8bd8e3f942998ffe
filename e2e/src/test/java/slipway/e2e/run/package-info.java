/// Runs one group of tests on the throwaway host.
@NullMarked
package slipway.e2e.run;

import org.jspecify.annotations.NullMarked;
