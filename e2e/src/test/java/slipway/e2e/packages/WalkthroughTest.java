package slipway.e2e.packages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import slipway.e2e.packages.Walkthrough.Step;

class WalkthroughTest {
  private static final String PAGE =
      """
      # Title
      ```sh yours
      export A=…   # yours
      ```
      Text.
      ```sh
      echo a
      echo b
      ```
      ```text
      a
      b
      ```
      ```sh
      true
      ```
      """;

  @Test
  void commandsComeInOrderWithWhatTheyShow() {
    assertEquals(
        new Walkthrough(
            List.of("A"),
            List.of(new Step(6, "echo a\necho b\n", "a\nb\n"), new Step(14, "true\n", ""))),
        Walkthrough.of(PAGE));
  }

  @Test
  void whatIsShownIsAllThatIsPrinted() {
    Step step = new Step(1, "", "path /nix/store/…-hello\n…\nend\n");
    assertTrue(step.isShownBy("path /nix/store/abc-hello\nend\n"));
    assertTrue(step.isShownBy("path /nix/store/abc-hello\nx\ny\nend\n"));
    assertFalse(step.isShownBy("path /nix/store/abc-hullo\nend\n"));
    assertFalse(step.isShownBy("path /nix/store/abc-hello\nend\nmore\n"));
    assertFalse(step.isShownBy("before\npath /nix/store/abc-hello\nend\n"));
    assertTrue(new Step(1, "", "").isShownBy("anything\n"));
  }
}
