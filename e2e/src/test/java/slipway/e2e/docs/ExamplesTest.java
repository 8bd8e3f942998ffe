package slipway.e2e.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import slipway.manifest.ManifestReader;
import slipway.manifest.ServiceReading;

class ExamplesTest {
  @ParameterizedTest
  @MethodSource("examples")
  void anExampleCanBePushedAsItIs(Path example) throws IOException {
    ServiceReading reading =
        ManifestReader.readService(Files.readAllBytes(example.resolve("service.json")));
    ServiceReading.Valid valid =
        assertInstanceOf(ServiceReading.Valid.class, reading, reading.toString());
    assertEquals(example.getFileName().toString(), valid.entry().path("name").asString());
    String note = Files.readString(example.resolve("README.md"));
    assertTrue(note.contains("slipway push " + example.getFileName() + " "), note);
  }

  static List<Path> examples() throws IOException {
    try (Stream<Path> folders = Files.list(Document.root().resolve("examples"))) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("service.json")))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("folder")
  void aFolderOfServicesCanBeAppliedAsItIs(Path file) throws IOException {
    ServiceReading reading = ManifestReader.readService(Files.readAllBytes(file));
    assertInstanceOf(ServiceReading.Valid.class, reading, reading.toString());
  }

  static List<Path> folder() throws IOException {
    try (Stream<Path> files = Files.list(Document.root().resolve("examples/services"))) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }
}
