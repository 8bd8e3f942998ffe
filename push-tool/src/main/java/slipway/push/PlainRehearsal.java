package slipway.push;

import java.io.IOException;
import java.nio.file.Path;
import slipway.cache.RehearsalBucket;
import slipway.push.outcome.Failure;

/// Does once what `cache push` of small paths does, for an AOT cache of just that.
final class PlainRehearsal {
  private PlainRehearsal() {}

  /// @param folder as that of [Rehearsal]
  public static void main(String[] folder) throws IOException, Failure {
    try (RehearsalBucket bucket = RehearsalBucket.open()) {
      Rehearsal.uploads(Path.of(folder[0]), bucket, 1);
    }
  }
}
