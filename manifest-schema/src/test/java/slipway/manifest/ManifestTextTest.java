package slipway.manifest;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestTextTest {
  private static final String EMPTY = text("golden/empty.json");

  private static String text(String name) {
    return new String(Documents.bytes(name), UTF_8);
  }

  private static Problem onlyProblem(byte[] document) {
    List<Problem> problems = Documents.problems(ManifestReader.read(document));
    assertEquals(1, problems.size(), problems::toString);
    return problems.getFirst();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                       | ``   | empty, wanted a JSON object",
        "` `                      | ``   | empty, wanted a JSON object",
        "hello                    | ``   | not JSON",
        "{                        | ``   | the text ends in the middle",
        "{\"a\": 1,}              | /a   | line 1, column 9: not JSON: Unexpected character ('}'",
        "{'a': 1}                 | ``   | not JSON: Unexpected character",
        "{} {}                    | ``   | more text after the JSON object",
        "{\"a\": 1, \"a\": 1}     | /a   | this field is written twice, wanted once",
        "{\"a\": {\"b\": 1, \"b\": 1}} | /a/b | this field is written twice",
        "{\"version\": 1, \"versio\\u006e\": 1} | /version | this field is written twice",
        "{\"a\": \"\t\"}          | /a   | a control character inside a string",
        "{\"a\": NaN}             | /a   | not JSON",
        "{\"a\": 0x10}            | /a   | not JSON",
        "{\"a\": 01}              | /a   | not JSON",
        "{\"a\": s3cr3t}          | /a   | not JSON",
        "// note                  | ``   | not JSON",
        "[]                       | ``   | found a list, wanted an object in { }",
        "null                     | ``   | found null, wanted an object",
        "\"x\"                    | ``   | found \"x\", wanted an object",
      })
  void textThatIsNoManifestIsOneProblem(String document, String pointer, String message) {
    Problem problem = onlyProblem(document.getBytes(UTF_8));
    assertEquals(pointer, problem.pointer());
    assertTrue(problem.message().contains(message), problem::toString);
    assertTrue(!problem.message().contains("s3cr3t"), problem::toString);
  }

  @Test
  void onlyUtf8IsRead() {
    assertEquals(
        "not UTF-8 text, wanted a JSON object in UTF-8",
        onlyProblem(EMPTY.getBytes(UTF_16)).message());
    assertEquals(
        "starts with a byte order mark, wanted plain UTF-8",
        onlyProblem(("\uFEFF" + EMPTY).getBytes(UTF_8)).message());
    assertEquals(
        "not UTF-8 text, wanted a JSON object in UTF-8",
        onlyProblem(new byte[] {'{', '"', (byte) 0xC0, (byte) 0x80, '"', '}'}).message());
  }

  @Test
  void oneMebibyteIsReadAndOneByteMoreIsNot() {
    byte[] largest = EMPTY.getBytes(UTF_8);
    int length = largest.length;
    largest = Arrays.copyOf(largest, 1 << 20);
    Arrays.fill(largest, length, largest.length, (byte) '\n');
    Documents.valid(ManifestReader.read(largest));

    byte[] larger = Arrays.copyOf(largest, largest.length + 1);
    larger[largest.length] = '\n';
    assertEquals("1048577 bytes, wanted at most 1048576", onlyProblem(larger).message());
  }

  @Test
  void deepNestingIsRefusedBeforeItCostsAnything() {
    String deep = "[".repeat(500_000) + "]".repeat(500_000);
    assertEquals(
        "nested deeper than 32 levels",
        onlyProblem(deep.getBytes(UTF_8)).message().replaceFirst("line 1, column \\d+: ", ""));
  }

  @Test
  void aNumberOfManyDigitsIsRefused() {
    String document = EMPTY.replace("[]", "[" + "9".repeat(100_000) + "]");
    assertTrue(onlyProblem(document.getBytes(UTF_8)).message().contains("more than 40 digits"));
  }

  @Test
  void twoThousandServicesAreReadAndOneMoreIsNot() {
    Documents.valid(ManifestReader.read(manifest(2000)));
    Problem problem = onlyProblem(manifest(2001));
    assertEquals("/services: 2001 services, wanted at most 2000", problem.toString());
  }

  private static byte[] manifest(int services) {
    StringBuilder entries = new StringBuilder();
    for (int i = 0; i < services; i++) {
      entries
          .append(i == 0 ? "" : ",")
          .append(
              """
              {"name":"s%d","artifact":{"type":"nix-closure","storePath":"/nix/store/0123456789abcdfghijklmnpqrsvwxyz-a"},\
              "hosts":["h%d"],"exec":{"command":"a"},"http":{"domain":"a.org","internalPort":80}}\
              """
                  .formatted(i, i));
    }
    return EMPTY.replace("[]", "[" + entries + "]").getBytes(UTF_8);
  }
}
