/// The errors of systemd that callers tell apart. dbus-java finds the class of an error by its
/// D-Bus name, so package and class names must be exactly these; it loses the name of every other
/// error.
@NullMarked
package org.freedesktop.systemd1;

import org.jspecify.annotations.NullMarked;
