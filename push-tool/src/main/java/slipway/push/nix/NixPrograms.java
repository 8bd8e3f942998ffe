package slipway.push.nix;

import java.nio.file.Path;
import java.util.function.Supplier;
import slipway.push.process.Programs;

/// How Nix is run.
///
/// @param silent whose messages are only logged; relative paths start where they run
/// @param shown whose messages the developer sees as they come: for builds
/// @param temporary a folder for temporary files, as large as the largest path
/// @param store where the paths of the Nix store are
public record NixPrograms(Programs silent, Supplier<Programs> shown, Path temporary, Path store) {}
