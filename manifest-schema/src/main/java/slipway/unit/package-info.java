/// PURE: the systemd units that a service becomes on its hosts. Shared, so that what the
/// developer's side shows before a change is what hosts write.
@NullMarked
package slipway.unit;

import org.jspecify.annotations.NullMarked;
