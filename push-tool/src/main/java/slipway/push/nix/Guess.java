package slipway.push.nix;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import slipway.manifest.StorePath;

/// Whose index is likely to say most about a closure: its own, and that of the release before.
final class Guess {
  private Guess() {}

  /// @param recent what was pushed from here, newest first
  static Set<StorePath> of(List<StorePath> tops, List<StorePath> recent) {
    Set<StorePath> likely = new LinkedHashSet<>();
    for (StorePath top : tops) {
      recent.stream().filter(top::equals).forEach(likely::add);
      // Of equals the first, which is the newest.
      int most = -1;
      StorePath before = null;
      for (StorePath other : recent) {
        int common = common(top.name(), other.name());
        if (common > most && !tops.contains(other)) {
          most = common;
          before = other;
        }
      }
      if (before != null) {
        likely.add(before);
      }
    }
    return likely;
  }

  private static int common(String one, String other) {
    int length = Math.min(one.length(), other.length());
    for (int i = 0; i < length; i++) {
      if (one.charAt(i) != other.charAt(i)) {
        return i;
      }
    }
    return length;
  }
}
