package slipway.e2e.soak;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import slipway.e2e.host.Await;
import slipway.e2e.invariant.Invariants;
import slipway.e2e.invariant.Roster;
import slipway.e2e.site.Site;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Waits for the host to come to what the manifest in the bucket asks for.
record Convergence(Site site, Roster roster, Pushing pushing) {
  /// Once a fault is over. The longest waits in it are those of a daemon whose bucket hung, and of
  /// one that systemd starts again.
  static final Duration LIMIT = Duration.ofMinutes(3);

  /// What is still not as it should be when the limit is over.
  ///
  /// @param broken what has to have been tried, in vain, since then
  List<String> await(Set<String> broken, Instant since) {
    List<String> left = new ArrayList<>();
    try {
      Await.until(
          "the host has converged",
          LIMIT,
          () -> {
            left.clear();
            try {
              left.addAll(unseen(broken, since));
              if (left.isEmpty()) {
                left.addAll(Invariants.violations(site, roster.expected()));
              }
            } catch (RuntimeException notYet) {
              left.add(notYet.toString());
            }
            return left.isEmpty();
          });
    } catch (AssertionError _) {
      return left;
    }
    return List.of();
  }

  /// Whether the host goes by the manifest in the bucket, and has tried what cannot work.
  private List<String> unseen(Set<String> broken, Instant since) {
    JsonNode state =
        JsonMapper.shared()
            .readTree(site.host().shell("cat \"$1\"", site.state() + "/state.json").orFail().out());
    List<String> unseen = new ArrayList<>();
    String wanted = pushing.current().toString();
    String found = state.at("/accepted/generation").asString("none");
    if (!found.equals(wanted)) {
      unseen.add("accepted generation: wanted %s, found %s".formatted(wanted, found));
    }
    for (String service : broken) {
      String at = state.path("services").path(site.name(service)).at("/failure/at").asString("");
      if (at.isEmpty() || Instant.parse(at).isBefore(since)) {
        unseen.add("%s: wanted a failure after %s, found '%s'".formatted(service, since, at));
      }
    }
    return unseen;
  }
}
