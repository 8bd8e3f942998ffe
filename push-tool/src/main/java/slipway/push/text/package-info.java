/// What is true of text wherever people read it.
@NullMarked
package slipway.push.text;

import org.jspecify.annotations.NullMarked;
