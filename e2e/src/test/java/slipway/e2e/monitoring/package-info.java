/// Prometheus' own judgement of what Slipway says and of what it is asked.
@NullMarked
package slipway.e2e.monitoring;

import org.jspecify.annotations.NullMarked;
