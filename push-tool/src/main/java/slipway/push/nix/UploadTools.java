package slipway.push.nix;

import slipway.cache.Bucket;
import slipway.manifest.NixSecretKey;
import slipway.push.operation.CacheInfo;
import slipway.push.terminal.Display;

/// What an upload works with.
///
/// @param key signs narinfos and indexes
/// @param info writes what makes a bucket a cache, where it is missing
record UploadTools(
    LocalStore store,
    NixCopy copy,
    Bucket cache,
    NixSecretKey key,
    CacheInfo info,
    Display display) {}
