/// `make bench`: what Slipway costs on a throwaway host, beside standard tools that do only that
/// work and beside what people use otherwise. A [slipway.e2e.bench.Row] measures, a
/// [slipway.e2e.bench.Line] is what came of it, and a [slipway.e2e.bench.Page] is the document that
/// both are written to and compared with.
@NullMarked
package slipway.e2e.bench;

import org.jspecify.annotations.NullMarked;
