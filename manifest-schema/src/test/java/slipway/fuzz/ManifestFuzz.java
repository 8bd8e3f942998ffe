package slipway.fuzz;

import slipway.manifest.Manifest;
import slipway.manifest.ManifestReader;
import slipway.manifest.ManifestWriter;
import slipway.manifest.Problem;
import slipway.manifest.Reading;
import slipway.unit.RenderedUnits;

/// Any bytes at all as a manifest: read without an exception, refused with a reason that is safe to
/// print, or taken, and then written and read again as the same, with units that say what it says.
public final class ManifestFuzz {
  private ManifestFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    switch (ManifestReader.read(data)) {
      case Reading.Invalid(var problems) -> {
        if (problems.isEmpty()) {
          throw new AssertionError("refused without a reason");
        }
        problems.forEach(ManifestFuzz::printable);
      }
      case Reading.Valid(Manifest manifest) -> {
        Reading again = ManifestReader.read(ManifestWriter.write(manifest));
        if (!again.equals(new Reading.Valid(manifest))) {
          throw new AssertionError("written and read again: " + again);
        }
        manifest.services().forEach(RenderedUnits::check);
      }
    }
  }

  private static void printable(Problem problem) {
    if (problem.toString().chars().anyMatch(Character::isISOControl)) {
      throw new AssertionError("a control character in " + problem.pointer());
    }
  }
}
