/// What a host says it runs: the object `status/<host>.json` in the manifest's bucket, version 1.
/// Bytes in, values out, no I/O. Whatever these types hold is safe to print: a report comes from a
/// bucket that others write to.
@NullMarked
package slipway.report;

import org.jspecify.annotations.NullMarked;
