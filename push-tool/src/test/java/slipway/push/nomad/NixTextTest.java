package slipway.push.nomad;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// How texts are written; that Nix reads them back is seen where there is one.
class NixTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "a \" b \\ c | a \\\" b \\\\ c",
        "${a} $${b} $c $$ $ | \\${a} $\\${b} $c $$ $",
        "'' ''${x} ''\\n | '' ''\\${x} ''\\\\n"
      })
  void whatNixGivesAMeaningToIsEscaped(String text, String written) {
    assertEquals('"' + written + '"', NixText.of(JsonNodeFactory.instance.stringNode(text)));
  }

  @Test
  void lineEndsAreWrittenOut() {
    assertEquals("\"a\\nb\\r\\tc\"", NixText.of(JsonNodeFactory.instance.stringNode("a\nb\r\tc")));
  }

  @Test
  void listsAndSetsAreIndented() {
    assertEquals(
        """
        {
          a-b = [
            1
            (-1)
            true
          ];
          "let" = { };
          "1" = [ ];
          "a b" = null;
        }\
        """,
        NixText.of(
            JsonMapper.shared()
                .readTree("{\"a-b\": [1, -1, true], \"let\": {}, \"1\": [], \"a b\": null}")));
  }
}
