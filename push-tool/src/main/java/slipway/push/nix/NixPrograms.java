package slipway.push.nix;

import java.nio.file.Path;
import slipway.push.process.Programs;

/// How Nix is run.
///
/// @param silent whose messages are only logged; relative paths start where they run
/// @param shown whose messages the developer sees as they come: for builds
/// @param temporary a folder for temporary files, as large as the largest path
public record NixPrograms(Programs silent, Programs shown, Path temporary) {}
