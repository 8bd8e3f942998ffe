package slipway.e2e.ground;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A folder of `examples`, of which a test deploys the service as it stands there but for what two
/// tests on one host cannot share.
///
/// @param entry its `service.json`, to be changed
public record Example(Path folder, ObjectNode entry) {
  private static final Path ALL = Path.of("examples").toAbsolutePath();

  public static Example of(String name) {
    Path folder = ALL.resolve(name);
    return new Example(
        folder, (ObjectNode) JsonMapper.shared().readTree(read(folder.resolve("service.json"))));
  }

  /// The names of all that have a service.
  public static List<String> all() {
    try (Stream<Path> folders = Files.list(ALL)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("service.json")))
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + ALL, e);
    }
  }

  /// What its closure has to have in `bin`.
  public String command() {
    return entry.at("/exec/command").asString();
  }

  public Example called(String name) {
    entry.put("name", name);
    return this;
  }

  public Example on(String... hosts) {
    entry.putArray("hosts").addAll(Stream.of(hosts).map(entry::stringNode).toList());
    return this;
  }

  public Example at(String domain, int port) {
    entry.withObjectProperty("http").put("domain", domain).put("internalPort", port);
    return this;
  }

  /// The text of one of its files.
  public String file(String name) {
    return read(folder.resolve(name));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
