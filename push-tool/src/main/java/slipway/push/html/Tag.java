package slipway.push.html;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The elements that pages are made of. None of them runs anything, or fetches anything.
public enum Tag {
  A,
  BDI,
  BODY,
  CAPTION,
  CODE,
  DD,
  DETAILS,
  DIV,
  DL,
  DT,
  FOOTER,
  H1,
  H2,
  H3,
  HEADER,
  LI,
  MAIN,
  NAV,
  P,
  PRE,
  SECTION,
  SPAN,
  STRONG,
  SUMMARY,
  TABLE,
  TBODY,
  TD,
  TH,
  THEAD,
  TIME,
  TR,
  UL;

  private final String text = name().toLowerCase(Locale.ROOT);

  String text() {
    return text;
  }

  public Element of(Html... parts) {
    return new Element(this, List.of(), Arrays.asList(parts));
  }

  public Element of(List<? extends Html> parts) {
    return new Element(this, List.of(), parts);
  }

  public Element text(String text) {
    return of(Html.text(text));
  }
}
