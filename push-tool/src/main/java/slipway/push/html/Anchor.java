package slipway.push.html;

/// A place of the page.
///
/// @param id letters, digits, dots, dashes and underscores
public record Anchor(String id) implements Link {
  public Anchor {
    id = id.replaceAll("[^A-Za-z0-9_.-]", "-");
  }

  @Override
  public String reference() {
    return "#" + id;
  }
}
