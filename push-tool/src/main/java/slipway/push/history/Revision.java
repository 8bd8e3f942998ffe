package slipway.push.history;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import slipway.manifest.Service;

/// A source revision as it fits into a line.
public final class Revision {
  private static final Pattern COMMIT = Pattern.compile("([0-9a-f]{40,64})(-dirty)?");
  private static final int SHORT = 10;

  private Revision() {}

  static String shown(Service service) {
    return service.revision() == null ? "none" : shortened(service.revision());
  }

  /// Ten digits of a commit hash; anything else as it is.
  public static String shortened(String revision) {
    Matcher commit = COMMIT.matcher(revision);
    return commit.matches()
        ? revision.substring(0, SHORT) + (commit.group(2) == null ? "" : commit.group(2))
        : revision;
  }
}
