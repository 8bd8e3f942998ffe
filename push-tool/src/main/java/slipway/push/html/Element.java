package slipway.push.html;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// An element with all that is in it. Its attributes are those that the methods here know: none
/// that runs something or fetches something is among them.
public final class Element implements Html {
  private final Tag tag;
  private final List<Attribute> attributes;
  private final List<Html> parts;

  Element(Tag tag, List<Attribute> attributes, List<? extends Html> parts) {
    this.tag = tag;
    this.attributes = List.copyOf(attributes);
    this.parts = List.copyOf(parts);
  }

  record Attribute(String name, String value) {}

  /// Which part of a table a head is for.
  public enum Scope {
    COL,
    ROW
  }

  /// The same with more behind what it has.
  public Element and(Html... more) {
    List<Html> all = new ArrayList<>(parts);
    all.addAll(Arrays.asList(more));
    return new Element(tag, attributes, all);
  }

  /// Has the style sheet's rules for a class of that name.
  public Element as(Enum<?> look) {
    return with("class", look.name().toLowerCase(Locale.ROOT));
  }

  /// Makes it a place that links lead to.
  public Element at(Anchor anchor) {
    return with("id", anchor.id());
  }

  /// Lets the keyboard's focus move there when a link does.
  public Element focusable() {
    return with("tabindex", "-1");
  }

  public Element to(Link link) {
    return with("href", link.reference());
  }

  /// What a region is called where its heading is that place.
  public Element labelledBy(Anchor heading) {
    return with("aria-labelledby", heading.id());
  }

  public Element label(String label) {
    return with("aria-label", label);
  }

  /// For eyes only: what it says is said in words beside it.
  public Element unspoken() {
    return with("aria-hidden", "true");
  }

  public Element head(Scope scope) {
    return with("scope", scope.name().toLowerCase(Locale.ROOT));
  }

  public Element moment(Instant moment) {
    return with("datetime", moment.toString());
  }

  public Element open(boolean open) {
    return open ? with("open", "") : this;
  }

  private Element with(String name, String value) {
    List<Attribute> all = new ArrayList<>(attributes);
    all.add(new Attribute(name, value));
    return new Element(tag, all, parts);
  }

  @Override
  public void writeTo(StringBuilder page) {
    page.append('<').append(tag.text());
    for (Attribute attribute : attributes) {
      page.append(' ').append(attribute.name()).append("=\"");
      Text.write(attribute.value(), page);
      page.append('"');
    }
    page.append('>');
    parts.forEach(part -> part.writeTo(page));
    page.append("</").append(tag.text()).append('>');
  }
}
