package slipway.push.html;

/// A piece of a page. None can be made of markup, so whoever wrote a text that is in it, it is read
/// as that text.
public sealed interface Html permits Element, Text {
  /// Writes it to the end of `page`.
  void writeTo(StringBuilder page);

  /// The text, whatever is in it.
  static Html text(String text) {
    return new Text(text);
  }
}
