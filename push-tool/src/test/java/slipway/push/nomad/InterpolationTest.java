package slipway.push.nomad;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InterpolationTest {
  /// The pattern and the single pass of Nomad's helper/args.
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{[a-zA-Z0-9_\\-.]+}");

  private static final Map<String, String> KNOWN =
      Map.of("NOMAD_META_slipway_dollar", "$", "HOME", "/root", "node.unique.name", "n1");

  /// Left is what HCL 2 evaluates the right to, as a program that uses it says.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "${HOME} | $${HOME}",
        "$${HOME} | $$${HOME}",
        "a${b} %{ if } | a$${b} %%{ if }",
        "%${z} | %$${z}",
        "x$%{y | x$%%{y",
        "${~x} | $${~x}",
        "$HOME $$ %% {{ x }} | $HOME $$ %% {{ x }}"
      })
  void aDriversConfigurationIsEscapedByDoubling(String text, String written) {
    assertEquals(written, Interpolation.inConfig(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${HOME}",
        "$${HOME} ${node.unique.name}",
        "${${HOME}}",
        "${HOME",
        "${not a name}",
        "${NOMAD_META_slipway_dollar}",
        "\\${HOME} $HOME %{x} {{ y }}"
      })
  void aVariableIsWhatItWasAfterNomadHasPutInWhatItKnows(String value) {
    assertEquals(value, replaced(Interpolation.inEnv(value)));
  }

  @Test
  void nomadWouldHaveReplacedIt() {
    assertEquals("/root", replaced("${HOME}"));
    assertTrue(Interpolation.changesInEnv("a ${HOME}"));
    assertFalse(Interpolation.changesInEnv("${not a name} $HOME"));
  }

  @Test
  void theDollarIsMetadataOfTasksThatNeedIt() {
    assertEquals(
        "$",
        Manifests.task(Manifests.ofService("{\"env\": {\"A\": \"${HOME}\"}}"))
            .at("/Meta/slipway_dollar")
            .asString());
    assertFalse(Manifests.task(Manifests.ofService("{\"env\": {\"A\": \"$HOME\"}}")).has("Meta"));
  }

  private static String replaced(String text) {
    return REFERENCE
        .matcher(text)
        .replaceAll(found ->
            Matcher.quoteReplacement(
                KNOWN.getOrDefault(
                    found.group().substring(2, found.group().length() - 1), found.group())));
  }
}
