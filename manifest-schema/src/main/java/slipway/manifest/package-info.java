@NullMarked
package slipway.manifest;

import org.jspecify.annotations.NullMarked;
