package slipway.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every request that once went wrong, and those that fuzzing starts from. `make fuzz` says how to
/// add one.
class LoopbackFindingsTest {
  private static final Path INPUTS = Path.of("src/test/resources/slipway/cache/LoopbackStoreFuzz");

  @TestFactory
  Stream<DynamicTest> requests() throws IOException {
    try (Stream<Path> files = Files.list(INPUTS)) {
      return files.sorted().toList().stream()
          .map(file ->
              DynamicTest.dynamicTest(
                  file.getFileName().toString(),
                  () -> LoopbackStoreFuzz.fuzzerTestOneInput(Files.readAllBytes(file))));
    }
  }
}
