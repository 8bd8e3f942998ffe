/// The demo: a push, an update, a rollback and a second service on a throwaway host, with the time
/// each took.
@NullMarked
package slipway.e2e.demo;

import org.jspecify.annotations.NullMarked;
