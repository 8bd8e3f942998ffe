/// The developer's own files: settings and keys.
@NullMarked
package slipway.push.files;

import org.jspecify.annotations.NullMarked;
