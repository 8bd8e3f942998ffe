package slipway.push.nix;

import java.nio.file.Path;
import slipway.cache.Bucket;
import slipway.manifest.NixSecretKey;
import slipway.push.operation.CacheInfo;
import slipway.push.operation.PushMemory;
import slipway.push.terminal.Display;

/// What an upload works with.
///
/// @param directory where the paths of the Nix store are
/// @param key signs narinfos and indexes
/// @param info writes what makes a bucket a cache, where it is missing
/// @param memory of earlier uploads to this cache
/// @param lastWait is run while the last answers of the bucket are awaited
record UploadTools(
    Path directory,
    LocalStore store,
    NixCopy copy,
    Bucket cache,
    NixSecretKey key,
    CacheInfo info,
    PushMemory memory,
    Display display,
    Runnable lastWait) {}
