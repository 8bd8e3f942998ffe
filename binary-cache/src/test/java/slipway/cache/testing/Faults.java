package slipway.cache.testing;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/// What goes wrong with which of the next requests.
public final class Faults {
  private final List<Rule> rules = new CopyOnWriteArrayList<>();

  private record Rule(String method, Pattern target, Fault fault, AtomicInteger left) {
    boolean takes(String asked, String path) {
      return (method.equals("*") || method.equals(asked))
          && target.matcher(path).find()
          && left.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
    }
  }

  /// Lets the next requests fail that match.
  ///
  /// @param times how many; `Integer.MAX_VALUE` until [#clear]
  /// @param method `*` for any
  /// @param target a regular expression found in `/bucket/key?query`
  public void next(int times, String method, String target, Fault fault) {
    rules.add(new Rule(method, Pattern.compile(target), fault, new AtomicInteger(times)));
  }

  public void clear() {
    rules.clear();
  }

  Optional<Fault> take(String method, String path) {
    for (Iterator<Rule> each = rules.iterator(); each.hasNext(); ) {
      Rule rule = each.next();
      if (rule.takes(method, path)) {
        return Optional.of(rule.fault());
      }
    }
    return Optional.empty();
  }
}
