package slipway.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every input that once went wrong, and those that fuzzing starts from. `make fuzz` says how to
/// add one.
class FindingsTest {
  private static final Path INPUTS = Path.of("src/test/resources/slipway/fuzz");

  @TestFactory
  Stream<DynamicTest> manifests() throws IOException {
    return inputs("ManifestFuzz", ManifestFuzz::fuzzerTestOneInput);
  }

  @TestFactory
  Stream<DynamicTest> services() throws IOException {
    return inputs("ServiceFuzz", ServiceFuzz::fuzzerTestOneInput);
  }

  @TestFactory
  Stream<DynamicTest> hostReports() throws IOException {
    return inputs("HostReportFuzz", HostReportFuzz::fuzzerTestOneInput);
  }

  private static Stream<DynamicTest> inputs(String target, Consumer<byte[]> fuzz)
      throws IOException {
    try (Stream<Path> files = Files.list(INPUTS.resolve(target))) {
      return files.sorted().toList().stream()
          .map(file ->
              DynamicTest.dynamicTest(
                  file.getFileName().toString(), () -> fuzz.accept(Files.readAllBytes(file))));
    }
  }
}
