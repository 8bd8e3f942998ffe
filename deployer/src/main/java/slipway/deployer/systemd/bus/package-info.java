/// The part of org.freedesktop.systemd1(5) that we use, in the shape that dbus-java wants.
@NullMarked
package slipway.deployer.systemd.bus;

import org.jspecify.annotations.NullMarked;
