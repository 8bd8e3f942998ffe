package slipway.push.nix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import slipway.manifest.StorePath;

/// Which index is read before it is known which there are.
class GuessTest {
  private static final StorePath WEB_3 = path("3", "web-3");
  private static final StorePath WEB_2 = path("2", "web-2");
  private static final StorePath WEB_1 = path("1", "web-1");
  private static final StorePath API = path("4", "api-7");

  @Test
  void theReleaseBeforeIsTheNewestOfTheName() {
    assertEquals(Set.of(WEB_2), Guess.of(List.of(WEB_3), List.of(API, WEB_2, WEB_1)));
  }

  @Test
  void itsOwnIsReadBesides() {
    assertEquals(Set.of(WEB_3, WEB_2), Guess.of(List.of(WEB_3), List.of(WEB_3, WEB_2, API)));
  }

  @Test
  void anotherIsBetterThanNone() {
    assertEquals(Set.of(API), Guess.of(List.of(WEB_3), List.of(API)));
    assertEquals(Set.of(), Guess.of(List.of(WEB_3), List.of()));
  }

  private static StorePath path(String digit, String name) {
    return StorePath.of("/nix/store/" + digit.repeat(32) + "-" + name);
  }
}
