package slipway.deployer.cli;

import java.lang.reflect.Proxy;

/// Signals of this process, through the JDK's `sun.misc.Signal`: a shutdown hook cannot tell SIGHUP
/// from SIGTERM and always ends the process. By reflection, because javac warns of the class in a
/// way that nothing but switching off all warnings suppresses.
final class Signals {
  private Signals() {}

  /// Runs the action on each arrival of the signal, in a thread of the JDK's.
  ///
  /// @param name without `SIG`
  static void on(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object listener =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (_, _, _) -> {
                action.run();
                return null;
              });
      Object named = signal.getConstructor(String.class).newInstance(name);
      signal.getMethod("handle", signal, handler).invoke(null, named, listener);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JDK lets nobody listen to SIG" + name, e);
    }
  }
}
