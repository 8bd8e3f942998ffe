package slipway.push;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import slipway.cache.RehearsalBucket;

/// Does once what many commands begin with, so that the JVM can record what it loads:
/// `libexec/rehearse` makes the AOT cache of it.
final class Rehearsal {
  private Rehearsal() {}

  /// @param folder an empty one, for the settings
  public static void main(String[] folder) throws IOException {
    Path here = Path.of(folder[0]);
    try (RehearsalBucket bucket = RehearsalBucket.open()) {
      Files.writeString(here.resolve("key"), bucket.key().secretText());
      Path settings =
          Files.writeString(
              here.resolve("slipway.json"),
              """
              {"bucket": %s, "manifestKeyFile": "key", "cacheKeyFile": "key"}
              """
                  .formatted(bucket.settings()));
      for (String command : new String[] {"status", "history"}) {
        Main.run("--config", settings.toString(), command);
      }
    }
  }
}
