package slipway.deployer.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import slipway.manifest.Service;

/// Caddy sees the files by which it knows which of two instances serves. One that does not, as in a
/// container, would lead visitors to an instance that is about to be stopped.
///
/// A Caddy that does not run has nobody to mislead; it finds the files when it starts.
record PointerRule(Path proc, PortOwners owners, ProxyAdmin admin, Path directory) implements Rule {

  @Override
  public Optional<String> objection(Service service, String unit) {
    return !unit.startsWith(service.name() + "@")
        ? Optional.empty()
        : owners.holder(admin).flatMap(this::blind);
  }

  private Optional<String> blind(Holder caddy) {
    Path place = existing(directory);
    Path seen = proc.resolve(Integer.toString(caddy.pid())).resolve("root" + place);
    try {
      if (!Files.exists(seen) || !Files.isSameFile(place, seen)) {
        return Optional.of(
            "%s sees another %s than this host, by which it is to know the instance that serves; give it that directory, or leave out http.standbyPort"
                .formatted(caddy, place));
      }
      for (Path above = place; above != null; above = above.getParent()) {
        if (!Files.getPosixFilePermissions(above).contains(PosixFilePermission.OTHERS_EXECUTE)) {
          return Optional.of(
              "Caddy cannot look into %s, by which it is to know the instance that serves; run `chmod o+x %s`"
                  .formatted(above, above));
        }
      }
      return Optional.empty();
    } catch (IOException gone) {
      return Optional.empty(); // Caddy ended while it was looked at
    }
  }

  /// The directory itself comes with the first change of sides.
  private static Path existing(Path path) {
    Path parent = path.getParent();
    return parent == null || Files.isDirectory(path) ? path : existing(parent);
  }
}
