package slipway.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Any texts at all in the places of a service where a manifest may have a text. Spares the fuzzer
/// the way through JSON, so that it gets to what systemd would make of the values.
public final class ServiceFuzz {
  private static final JsonNode MAXIMAL = maximal();

  private static final List<String> PLACES =
      List.of(
          "/exec/args/0",
          "/exec/args/1",
          "/exec/command",
          "/exec/user",
          "/exec/workingDirectory",
          "/env/A1",
          "/env/LANG",
          "/envFile",
          "/http/portEnv",
          "/http/path",
          "/systemd/after/0",
          "/systemd/memoryMax",
          "/systemd/cpuQuota",
          "/hardening/readWritePaths/0",
          "/hardening/stateDirectory",
          "/hardening/capabilities/0",
          "/name",
          "/revision");

  private ServiceFuzz() {}

  /// @param data texts, each ended by a zero; an empty one leaves its place as it is
  public static void fuzzerTestOneInput(byte[] data) {
    JsonNode manifest = MAXIMAL.deepCopy();
    Deque<String> texts =
        new ArrayDeque<>(List.of(new String(data, StandardCharsets.UTF_8).split("\0", -1)));
    for (String place : PLACES) {
      String text = texts.isEmpty() ? "" : texts.removeFirst();
      if (!text.isEmpty()) {
        put(manifest.at("/services/0" + place.substring(0, place.lastIndexOf('/'))), place, text);
      }
    }
    ManifestFuzz.fuzzerTestOneInput(JsonMapper.shared().writeValueAsBytes(manifest));
  }

  private static void put(JsonNode parent, String place, String text) {
    String name = place.substring(place.lastIndexOf('/') + 1);
    if (parent instanceof ObjectNode object) {
      object.put(name, text);
    } else {
      ((ArrayNode) parent).set(Integer.parseInt(name), text);
    }
  }

  private static JsonNode maximal() {
    try (InputStream golden =
        ServiceFuzz.class.getResourceAsStream("/slipway/manifest/golden/maximal.json")) {
      return JsonMapper.shared().readTree(Objects.requireNonNull(golden).readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
