package slipway.packaging;

/// Text of a manual page in the `man` macros of roff, after man(7). Whatever is given is text: none
/// of it becomes a request.
final class Roff {
  private final StringBuilder page = new StringBuilder();

  void title(String name, int section, String version) {
    request(
        ".TH %s %d \"\" \"%s\" \"Slipway\"".formatted(escaped(name), section, escaped(version)));
  }

  void section(String name) {
    request(".SH " + escaped(name));
  }

  void subsection(String name) {
    request(".SS " + escaped(name));
  }

  void paragraph(String text) {
    request(".PP");
    line(text);
  }

  void line(String text) {
    request(escaped(text));
  }

  /// Lines that stay as they are.
  void verbatim(String lines) {
    request(".PP");
    request(".nf");
    lines.stripTrailing().lines().forEach(line -> request(escaped(line)));
    request(".fi");
  }

  void item(String term, String text) {
    request(".TP");
    request("\\fB" + escaped(term) + "\\fR");
    request(escaped(text));
  }

  private void request(String line) {
    page.append(line).append('\n');
  }

  /// A dash that can be copied into a shell, and no request at the beginning of a line.
  private static String escaped(String text) {
    String escaped =
        text.stripTrailing().replace("\\", "\\e").replace("-", "\\-").replace("\"", "\\(dq");
    return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
  }

  @Override
  public String toString() {
    return page.toString();
  }
}
