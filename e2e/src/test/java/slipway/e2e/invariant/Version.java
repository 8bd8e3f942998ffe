package slipway.e2e.invariant;

import slipway.e2e.host.Closures.Kind;

/// What a manifest may ask of a service: a closure, and a mark in its environment. Two versions
/// that differ in the mark alone are a change of configuration.
public record Version(Kind kind, String number, int mark) {
  public static Version web(int number, int mark) {
    return new Version(Kind.WEB, Integer.toString(number), mark);
  }

  /// Answers, but never with 200, so that its deploy has to fail.
  public static Version broken(int mark) {
    return new Version(Kind.UNHEALTHY, "1", mark);
  }

  public boolean works() {
    return kind == Kind.WEB;
  }

  String answer() {
    return "web " + number;
  }

  @Override
  public String toString() {
    return (works() ? answer() : "broken") + " mark " + mark;
  }
}
