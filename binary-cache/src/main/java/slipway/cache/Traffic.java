package slipway.cache;

/// What went through a [LoopbackStore] so far.
///
/// @param objectsRead answered with a body, partial ones included
/// @param bytesRead bytes of those bodies
/// @param objectsWritten stored in the bucket
/// @param bytesWritten bytes of those objects
public record Traffic(long objectsRead, long bytesRead, long objectsWritten, long bytesWritten) {}
