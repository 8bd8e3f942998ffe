package slipway.cache;

import java.time.Instant;
import java.util.Optional;

/// What a server says about an object before its body.
///
/// @param length of the body that follows, which may be a range of the object
/// @param contentRange where the body is part of the object, as in HTTP: `bytes 0-9/100`
record ObjectHeaders(
    long length,
    String etag,
    Instant lastModified,
    Optional<String> contentType,
    Optional<String> contentEncoding,
    Optional<String> contentRange) {}
