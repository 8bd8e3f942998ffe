package slipway.report;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import slipway.manifest.JsonTree;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Bytes from a bucket to a JSON tree, bounded, and back.
final class ReportJson {
  static final int LARGEST = 4 << 20;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(16).maxNumberLength(40).build())
          .build();

  private ReportJson() {}

  static JsonNode parse(byte[] document) throws MalformedReport {
    if (document.length > LARGEST) {
      throw new MalformedReport(
          "", "%d bytes, wanted at most %d".formatted(document.length, LARGEST));
    }
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(document)).toString();
      return JsonTree.read(FACTORY, text);
    } catch (CharacterCodingException _) {
      throw new MalformedReport("", "not UTF-8 text");
    } catch (JacksonException _) {
      // Its words hold pieces of the document.
      throw new MalformedReport("", "not JSON that a host wrote: broken off, repeated or too deep");
    }
  }

  static byte[] write(ObjectNode document) {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
    return JsonTree.printed(document, printer);
  }
}
