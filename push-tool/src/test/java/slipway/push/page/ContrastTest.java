package slipway.push.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Source: WCAG 2.2, 1.4.3 and 1.4.11, relative luminance and contrast ratio.
class ContrastTest {
  private static final Pattern COLOUR = Pattern.compile("--([a-z]+): #([0-9a-f]{6});");
  private static final Pattern ANY = Pattern.compile("#[0-9a-fA-F]{3,8}\\b|rgb|hsl");

  @Test
  void everyTextCanBeReadInBothSchemes() {
    List<MatchResult> found = COLOUR.matcher(FleetPage.STYLE.text()).results().toList();
    assertEquals(2 * 9, found.size());
    assertEquals(found.size(), ANY.matcher(FleetPage.STYLE.text()).results().count());
    List.of(colours(found.subList(0, 9)), colours(found.subList(9, 18)))
        .forEach(scheme -> {
          for (String text : List.of("ink", "quiet", "link", "good", "warn", "bad")) {
            assertAtLeast(4.5, scheme, text, "paper");
          }
          assertAtLeast(4.5, scheme, "ink", "box");
        });
  }

  @Test
  void theMeasureIsThatOfTheStandard() {
    assertEquals(21, ratio(0x000000, 0xffffff), 0.01);
    assertEquals(4.48, ratio(0x777777, 0xffffff), 0.01);
  }

  private static void assertAtLeast(
      double wanted, Map<String, Integer> scheme, String text, String ground) {
    double ratio = ratio(scheme.get(text), scheme.get(ground));
    assertTrue(ratio >= wanted, text + " on " + ground + ": " + ratio + " of " + scheme);
  }

  private static Map<String, Integer> colours(List<MatchResult> found) {
    Map<String, Integer> colours = new HashMap<>();
    found.forEach(it -> colours.put(it.group(1), Integer.parseInt(it.group(2), 16)));
    return colours;
  }

  private static double ratio(int one, int other) {
    double light = Math.max(luminance(one), luminance(other));
    double dark = Math.min(luminance(one), luminance(other));
    return (light + 0.05) / (dark + 0.05);
  }

  private static double luminance(int colour) {
    return 0.2126 * linear(colour >> 16) + 0.7152 * linear(colour >> 8) + 0.0722 * linear(colour);
  }

  private static double linear(int channel) {
    double part = (channel & 0xff) / 255.0;
    return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
  }
}
