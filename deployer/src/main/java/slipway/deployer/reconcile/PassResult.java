package slipway.deployer.reconcile;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import slipway.deployer.plan.Pause;
import slipway.deployer.plan.Step;
import slipway.deployer.reconcile.PassView.Trouble;

/// What came of one pass.
///
/// @param services by name, why a service is not as the manifest says
/// @param refused why the manifest in the bucket was not taken, null where it was
/// @param unavailable why the bucket could not be asked, null where it could
/// @param changed the steps that were done, as `plan` prints them
/// @param paused null unless nothing was done because an operator has paused the host
/// @param notices what else the operator should hear, once
/// @param atRest the ETag of the manifest where the host was found as it says, and nothing is left
///   to do, to wait for or to tell as long as nothing changes; null else
/// @param drained when an instance that visitors left is to be stopped, null where none is left
public record PassResult(
    SortedMap<String, String> services,
    @Nullable String refused,
    @Nullable String unavailable,
    List<Step> changed,
    @Nullable Pause paused,
    List<String> notices,
    @Nullable String atRest,
    @Nullable Instant drained) {
  /// systemd drops a status line of more than a page.
  private static final int SHOWN = 20;

  public PassResult {
    services = new TreeMap<>(services);
    changed = List.copyOf(changed);
    notices = List.copyOf(notices);
  }

  PassResult(
      Applied applied,
      Trouble trouble,
      List<String> notices,
      @Nullable String atRest,
      Optional<Instant> drained) {
    this(
        new TreeMap<>(applied.failed()),
        trouble.refused(),
        trouble.unavailable(),
        applied.done(),
        null,
        notices,
        atRest,
        drained.orElse(null));
  }

  /// What comes of a pass on a host that an operator has paused.
  static PassResult rested(Pause pause, List<String> notices) {
    return new PassResult(new TreeMap<>(), null, null, List.of(), pause, notices, null, null);
  }

  /// What comes of a pass on a host that is at rest.
  static PassResult still(String etag) {
    return new PassResult(new TreeMap<>(), null, null, List.of(), null, List.of(), etag, null);
  }

  /// The exit code of `sync`: the first of these that holds.
  public int exitCode() {
    if (refused != null) {
      return 3;
    }
    if (!services.isEmpty()) {
      return 1;
    }
    return unavailable != null ? 4 : 0;
  }

  private static String first(Collection<String> names) {
    String shown = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
    return names.size() <= SHOWN ? shown : shown + " and " + (names.size() - SHOWN) + " more";
  }

  /// One line for people.
  public String summary() {
    if (paused != null) {
      return paused.sentence();
    }
    if (refused != null) {
      return "manifest refused: " + refused;
    }
    if (!services.isEmpty()) {
      return "not as the manifest says: " + first(services.keySet());
    }
    return unavailable != null
        ? "the host is as the last accepted manifest says; " + unavailable
        : "the host is as the manifest says";
  }
}
