package slipway.deployer.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;
import slipway.manifest.Service;

/// The file with the service's secrets is one of this host's secrets directory, and no other user
/// can read or write it. What it holds is never looked at.
record EnvFileRule(Path secretsDirectory) implements Rule {
  private static final Set<PosixFilePermission> LOOSE =
      Set.of(
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.OTHERS_EXECUTE);

  @Override
  public Optional<String> objection(Service service, String unit) {
    return Optional.ofNullable(service.envFile()).flatMap(file -> objection(Path.of(file)));
  }

  private Optional<String> objection(Path file) {
    if (!file.normalize().equals(file) || !file.startsWith(secretsDirectory)) {
      return Optional.of(
          "envFile " + file + " is not below this host's secrets directory " + secretsDirectory);
    }
    if (!Files.exists(file)) {
      return Optional.of(
          "envFile "
              + file
              + " is missing: create it on this host, mode 0600, then wait for the next pass or run"
              + " `slipway-deployer sync`");
    }
    try {
      Path real = file.toRealPath();
      if (!real.startsWith(secretsDirectory.toRealPath())) {
        return Optional.of(
            "envFile "
                + file
                + " leads to "
                + real
                + ", outside of "
                + secretsDirectory
                + "; put the file itself there");
      }
      if (!Files.isRegularFile(real)) {
        return Optional.of("envFile " + file + " is not a regular file; replace it by one");
      }
      return Files.getPosixFilePermissions(real).stream().anyMatch(LOOSE::contains)
          ? Optional.of(
              "envFile " + file + " is open to other users; run `chmod 0600 " + real + "`")
          : Optional.empty();
    } catch (IOException broken) {
      return Optional.of("envFile " + file + " cannot be looked at: " + broken);
    }
  }
}
