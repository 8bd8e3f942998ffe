package slipway.push.terminal;

/// How far an upload is.
///
/// @param pathsDone of those that the cache lacked
/// @param narBytesDone bytes of those paths before compression
/// @param narBytes the same of all paths to send
/// @param bytesStored compressed, of objects that are in the bucket
/// @param bytesSent compressed, handed to the network so far
public record UploadState(
    int pathsDone, int paths, long narBytesDone, long narBytes, long bytesStored, long bytesSent) {

  /// From 0 to 1. What is on its way counts by the compression that was seen so far.
  double fraction() {
    if (narBytes == 0) {
      return pathsDone == paths ? 1 : 0;
    }
    if (pathsDone == paths) {
      return 1;
    }
    double ratio = bytesStored == 0 ? 1 : Math.max(1, (double) narBytesDone / bytesStored);
    double onTheWay = Math.max(0, bytesSent - bytesStored) * ratio;
    return Math.clamp((narBytesDone + onTheWay) / narBytes, 0, 0.99);
  }
}
