/// The manifest, version 1: what should run where. Records, JSON Schema, signatures and the
/// freshness rule; byte arrays in, values out, no I/O.
@NullMarked
package slipway.manifest;

import org.jspecify.annotations.NullMarked;
