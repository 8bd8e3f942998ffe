/// What hosts report, held against the manifest. Decides and asks nobody.
@NullMarked
package slipway.push.fleet;

import org.jspecify.annotations.NullMarked;
