package slipway.push.nix;

import java.nio.file.Path;
import slipway.manifest.NixSecretKey;

/// The key that signs closures: Nix is told the file, this tool signs with what is in it.
public record CacheKey(Path file, NixSecretKey secret) {}
