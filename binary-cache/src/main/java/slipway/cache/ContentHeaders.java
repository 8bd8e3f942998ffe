package slipway.cache;

import org.jspecify.annotations.Nullable;

/// What a client says about the object that it stores.
record ContentHeaders(@Nullable String type, @Nullable String encoding) {}
