/// From a manifest to jobs for Nomad. Pure: what a service asks for and Nomad has no counterpart of
/// becomes a warning.
@NullMarked
package slipway.push.nomad;

import org.jspecify.annotations.NullMarked;
