package slipway.deployer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProgramTest {
  @Test
  void ourArchivesAndTheirDirectoriesTellAnotherVersion() {
    assertEquals(
        Set.of(
            Path.of("/opt/lib"),
            Path.of("/opt/lib/deployer-1.jar"),
            Path.of("/opt/lib/binary-cache-1.jar"),
            Path.of("/opt/lib/manifest-schema-1.jar")),
        Program.signs(
            "/opt/lib/annotations-2.jar:/opt/lib/binary-cache-1.jar:/opt/lib/deployer-1.jar"
                + ":/opt/lib/manifest-schema-1.jar:/opt/lib/s3-2.jar"));
  }

  @Test
  void soDoDirectoriesOfClasses() {
    assertEquals(
        Set.of(Path.of("target/classes"), Path.of("target")), Program.signs("target/classes"));
  }
}
