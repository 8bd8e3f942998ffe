package slipway.push.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class HtmlTest {
  private static final StyleSheet STYLE = new StyleSheet("p{margin:0}");

  @SuppressWarnings("unused") // named by @FieldSource
  static final Iterable<String> TEXTS = Hostile.TEXTS;

  @ParameterizedTest
  @FieldSource("TEXTS")
  void aTextIsReadAsItIsWhereverItStands(String text) {
    Document page =
        page(
            text, Tag.BODY.of(Tag.P.text(text).label(text), Tag.PRE.text(text), Tag.SPAN.text("")));
    assertEquals(text, page.title());
    assertEquals(text, page.select("p").text());
    assertEquals(text, page.select("p").attr("aria-label"));
    assertEquals(text, page.select("pre").text());
    assertEquals(4, page.body().select("*").size());
  }

  @Test
  void whatCannotBeSeenIsShownByItsNumber() {
    assertEquals(
        "[U+202E]gpj.exe [U+0000][U+001B][31m [U+200B][U+2066] [U+E000] [U+2028] [U+DE00] [U+1F]"
            .replace("[U+1F]", "[U+E0041]"),
        page(
                "",
                Tag.BODY.of(
                    Tag.P.text(
                        "\u202egpj.exe \0\u001b[31m \u200b\u2066 \ue000 \u2028 \ude00 \udb40\udc41")))
            .select("p")
            .text());
  }

  @Test
  void letteringOfAllPeopleIsLeftAsItIs() {
    String text = "Grüße, 世界, مرحبا, 🙂, e\u0301";
    assertEquals(text, page("", Tag.BODY.of(Tag.P.text(text))).select("p").text());
  }

  @Test
  void anAddressIsAPlaceOfThePage() {
    assertEquals("#javascript-alert-1-", new Anchor("javascript:alert(1)").reference());
  }

  @Test
  void noElementRunsOrFetchesAnything() {
    assertTrue(
        Stream.of("script", "img", "svg", "iframe", "object", "embed", "link", "form", "base")
            .noneMatch(name -> Arrays.stream(Tag.values()).map(Tag::text).anyMatch(name::equals)));
  }

  @Test
  void aStyleCannotEndItsElement() {
    assertThrows(IllegalArgumentException.class, () -> new StyleSheet("p{}</style>"));
  }

  @Test
  void thePolicyNamesTheStyleByTheDigestOfItsText() {
    // printf 'p{margin:0}' | openssl dgst -sha256 -binary | base64
    assertTrue(
        STYLE.policy().contains("'sha256-QRQPRLGyxt3RJiKpYNjpkgHcmHU2PywsfL2e8oI0LQA='"),
        STYLE.policy());
    Document page = page("", Tag.BODY.of());
    assertEquals(
        STYLE.policy(), page.select("meta[http-equiv=Content-Security-Policy]").attr("content"));
    assertEquals(STYLE.text(), page.select("style").html());
  }

  private static Document page(String title, Element body) {
    return Jsoup.parse(new Page(title, STYLE, Optional.empty(), body).text());
  }
}
