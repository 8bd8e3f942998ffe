package slipway.push.html;

import slipway.push.text.Shape;

/// Characters to be read as they are. One that has no shape, or that changes the order of what is
/// around it, is shown by its number: what cannot be seen in a name or a reason may be there to
/// deceive.
record Text(String text) implements Html {
  @Override
  public void writeTo(StringBuilder page) {
    write(text, page);
  }

  /// Fit for an element as well as for an attribute in quotes.
  static void write(String text, StringBuilder page) {
    text.codePoints()
        .forEach(character -> {
          switch (character) {
            case '&' -> page.append("&amp;");
            case '<' -> page.append("&lt;");
            case '>' -> page.append("&gt;");
            case '"' -> page.append("&quot;");
            case '\'' -> page.append("&#39;");
            case '\n', '\t' -> page.append((char) character);
            default -> {
              if (Shape.has(character)) {
                page.appendCodePoint(character);
              } else {
                page.append("[U+%04X]".formatted(character));
              }
            }
          }
        });
  }
}
