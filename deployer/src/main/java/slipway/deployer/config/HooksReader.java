package slipway.deployer.config;

import java.time.Duration;
import java.util.List;
import slipway.cache.settings.SettingsObject;
import slipway.deployer.hooks.HookPrograms;

/// Reads `hooks` of the settings.
final class HooksReader {
  private static final int HOUR = 60 * 60;

  private HooksReader() {}

  static HookPrograms.Programs read(SettingsObject hooks) {
    List<String> before = ProgramReader.read(hooks, "before");
    List<String> after = ProgramReader.read(hooks, "after");
    if (!hooks.has("before") && !hooks.has("after")) {
      hooks.problem("names no program; wanted before, after or both");
    }
    return new HookPrograms.Programs(
        before, after, Duration.ofSeconds(hooks.integer("timeoutSec", 1, HOUR, 60)));
  }
}
