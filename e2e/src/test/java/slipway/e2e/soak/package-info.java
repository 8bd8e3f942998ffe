/// `make soak`: a host that is pushed to and broken at random, and looked at after every step.
@NullMarked
package slipway.e2e.soak;

import org.jspecify.annotations.NullMarked;
