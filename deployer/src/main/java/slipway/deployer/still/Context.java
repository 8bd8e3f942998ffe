package slipway.deployer.still;

import java.nio.file.Path;
import slipway.cache.BucketSettings;

/// What a process has to know, beside the signs, to say that a host is at rest still. None of it is
/// worth the time to read the settings.
///
/// @param code the class path of the program: another version may find something to do
/// @param bucket of the manifest and the reports
/// @param host its name in the manifest
/// @param lock of passes
public record Context(String code, BucketSettings bucket, String host, Path lock) {}
