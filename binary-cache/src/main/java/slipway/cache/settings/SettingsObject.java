package slipway.cache.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import slipway.manifest.Spelling;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// An object of a settings file, together with where it stands in the file.
///
/// Reading a value never throws. What is missing or of the wrong kind is written down, and a
/// harmless value is returned in its place, so that one run names every problem. Values are to be
/// used only after [#finish] on the root and an empty [#problems].
public final class SettingsObject {
  private final ObjectNode node;
  private final String pointer;
  private final Problems problems;
  private final Map<String, @Nullable SettingsObject> read = new LinkedHashMap<>();

  SettingsObject(ObjectNode node, String pointer, Problems problems) {
    this.node = node;
    this.pointer = pointer;
    this.problems = problems;
  }

  /// The settings in `json`. Where that is not a JSON object, that is the only problem.
  ///
  /// @param fileName what problems call the file
  public static SettingsObject root(byte[] json, String fileName) {
    return SettingsJson.parse(json, fileName);
  }

  /// A string that must be there and not be empty.
  public String string(String key) {
    return optionalString(key).orElseGet(() -> missing(key, "a string", ""));
  }

  public String string(String key, String fallback) {
    return value(key, "a string", JsonNode::isString).map(JsonNode::stringValue).orElse(fallback);
  }

  /// A string that may be absent, but not be empty.
  public Optional<String> optionalString(String key) {
    return value(key, "a string with at least one character", SettingsObject::isFilledString)
        .map(JsonNode::stringValue);
  }

  /// A whole number within bounds, both included.
  public int integer(String key, int min, int max, int fallback) {
    return value(
            key,
            "a whole number from " + min + " to " + max,
            found -> found.isInt() && found.intValue() >= min && found.intValue() <= max)
        .map(JsonNode::intValue)
        .orElse(fallback);
  }

  public boolean bool(String key, boolean fallback) {
    return value(key, "true or false", JsonNode::isBoolean)
        .map(JsonNode::booleanValue)
        .orElse(fallback);
  }

  /// One of a few words.
  public String choice(String key, List<String> allowed, String fallback) {
    return value(
            key,
            "one of " + String.join(", ", allowed),
            found -> found.isString() && allowed.contains(found.stringValue()))
        .map(JsonNode::stringValue)
        .orElse(fallback);
  }

  /// A list of strings, none of them empty; absent means an empty list.
  public List<String> strings(String key) {
    return value(key, "a list of strings", SettingsObject::isStrings).stream()
        .flatMap(JsonNode::valueStream)
        .map(JsonNode::stringValue)
        .toList();
  }

  /// An absolute URI.
  public Optional<URI> uri(String key) {
    return optionalString(key).flatMap(text -> parseUri(key, text));
  }

  /// An absolute path that must be there.
  public Path absolutePath(String key) {
    return optionalAbsolutePath(key)
        .orElseGet(() -> missing(key, "an absolute path", Path.of("/")));
  }

  public Path absolutePath(String key, Path fallback) {
    return optionalAbsolutePath(key).orElse(fallback);
  }

  /// An absolute path without `..`.
  public Optional<Path> optionalAbsolutePath(String key) {
    return value(key, "an absolute path without \"..\"", SettingsObject::isAbsolutePath)
        .map(found -> Path.of(found.stringValue()));
  }

  /// An object that must be there; an empty one stands in for it where it is not.
  public SettingsObject object(String key) {
    return optionalObject(key)
        .orElseGet(() ->
            missing(
                key,
                "an object",
                new SettingsObject(node.objectNode(), child(key), problems.muted())));
  }

  public Optional<SettingsObject> optionalObject(String key) {
    Optional<SettingsObject> object =
        value(key, "an object", JsonNode::isObject)
            .map(found -> new SettingsObject((ObjectNode) found, child(key), problems));
    object.ifPresent(opened -> read.put(key, opened));
    return object;
  }

  /// The same for an object whose values may be secret, so that no problem quotes one.
  public Optional<SettingsObject> optionalSecretObject(String key) {
    Optional<SettingsObject> object =
        new SettingsObject(node, pointer, problems.discreet()).optionalObject(key);
    read.put(key, object.orElse(null));
    return object;
  }

  /// Whether the file has this key, with whatever value. The key still has to be read.
  public boolean has(String key) {
    return node.has(key);
  }

  /// Writes down a problem that the caller found with this object as a whole.
  public void problem(String what) {
    problems.add(pointer, what);
  }

  /// Writes down a problem that the caller found with the value of a key.
  public void problem(String key, String what) {
    problems.add(child(key), what);
  }

  /// Writes down every key, here and in the objects read from here, that nobody asked for.
  public void finish() {
    for (String key : node.propertyNames()) {
      if (!read.containsKey(key)) {
        problems.add(child(key), "unknown key" + known(key));
      }
    }
    read.values().stream().filter(opened -> opened != null).forEach(SettingsObject::finish);
  }

  /// What was meant where that is near, else the keys that there are.
  private String known(String unknown) {
    if (read.isEmpty()) {
      return "; no keys are known here";
    }
    return Spelling.closest(unknown, read.keySet())
        .map(key -> "; did you mean \"" + key + "\"?")
        .orElseGet(() -> "; known here: " + String.join(", ", read.keySet()));
  }

  /// Every problem of the whole file so far, each as `file: /pointer: what was found and wanted`.
  public List<String> problems() {
    return problems.all();
  }

  private interface Test {
    boolean accepts(JsonNode found);
  }

  private Optional<JsonNode> value(String key, String wanted, Test test) {
    read.putIfAbsent(key, null);
    JsonNode found = node.get(key);
    if (found == null) {
      return Optional.empty();
    }
    if (!test.accepts(found)) {
      problems.wrong(child(key), found, wanted);
      return Optional.empty();
    }
    return Optional.of(found);
  }

  private <T> T missing(String key, String wanted, T placeholder) {
    if (!node.has(key)) {
      problems.add(child(key), "missing; wanted " + wanted);
    }
    return placeholder;
  }

  private Optional<URI> parseUri(String key, String text) {
    try {
      URI uri = new URI(text);
      if (uri.isAbsolute()) {
        return Optional.of(uri);
      }
    } catch (URISyntaxException e) {
      // Reported below, with the same words as a relative one.
    }
    problem(key, "not a URI with a scheme, such as https://s3.example.com");
    return Optional.empty();
  }

  private String child(String key) {
    return pointer + "/" + key.replace("~", "~0").replace("/", "~1");
  }

  private static boolean isFilledString(JsonNode found) {
    return found.isString() && !found.stringValue().isEmpty();
  }

  private static boolean isStrings(JsonNode found) {
    return found.isArray() && found.valueStream().allMatch(SettingsObject::isFilledString);
  }

  private static boolean isAbsolutePath(JsonNode found) {
    if (!found.isString() || found.stringValue().indexOf('\0') >= 0) {
      return false;
    }
    Path path = Path.of(found.stringValue());
    return path.isAbsolute() && path.equals(path.normalize());
  }
}
