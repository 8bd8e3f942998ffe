package slipway.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import slipway.deployer.config.SettingsFile;

/// What a package holds that nothing is made of.
class FilesTest {
  private static final Path UNITS = Path.of("../deployer/src/main/dist/systemd");

  @ParameterizedTest
  @ValueSource(strings = {"slipway-deployer-sync.service", "slipway-deployer-boot.service"})
  void allThatTheDeployerRunsAsIsShutInTheSameWay(String unit) throws IOException {
    List<String> daemon = sandbox("slipway-deployer.service");
    assertFalse(daemon.isEmpty());
    assertEquals(daemon, sandbox(unit));
  }

  @Test
  void theExampleOfSettingsCanBeRead() throws Exception {
    SettingsFile.read(Path.of("debian/slipway-deployer/deployer.json"), "biz");
  }

  /// From the credentials to the end of the section.
  private static List<String> sandbox(String unit) throws IOException {
    return Files.readAllLines(UNITS.resolve(unit)).stream()
        .dropWhile(line -> !line.startsWith("LoadCredential="))
        .takeWhile(line -> !line.startsWith("["))
        .filter(line -> !line.isBlank())
        .toList();
  }
}
