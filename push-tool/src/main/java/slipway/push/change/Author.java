package slipway.push.change;

/// Who is at work here.
public interface Author {
  /// For people: `Ada <ada@example.org>`, `ada@desk`, or what they want to be called.
  String name();
}
