package slipway.push.preview;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import slipway.manifest.Service;
import slipway.manifest.ServiceJson;
import slipway.push.history.ServiceDifference;
import slipway.unit.Instance;

/// What one host will do.
public record HostEffects(String host, List<HostAction> actions) {
  public HostEffects {
    actions = List.copyOf(actions);
  }

  /// What one host will do about one service. As its planner does: units that differ mean a
  /// restart, another difference means that the health of what runs is checked anew.
  public record HostAction(Act act, String service) {}

  /// In the order in which people want to know.
  public enum Act {
    STOP("stop"),
    RESTART("restart"),
    SWITCH("start beside the one that runs, and lead visitors there:"),
    START("start"),
    CHECK("check again, without a restart:");

    private final String text;

    Act(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  static List<HostEffects> of(List<ServiceDifference> differences) {
    SortedMap<String, List<HostAction>> hosts = new TreeMap<>();
    for (ServiceDifference difference : differences) {
      Service before = difference.before().orElse(null);
      Service after = difference.after().orElse(null);
      for (Map.Entry<String, Act> act : acts(before, after).entrySet()) {
        hosts
            .computeIfAbsent(act.getKey(), _ -> new ArrayList<>())
            .add(new HostAction(act.getValue(), difference.service()));
      }
    }
    return hosts.entrySet().stream()
        .map(host -> new HostEffects(host.getKey(), host.getValue()))
        .toList();
  }

  /// Where both have a place to go, or the next one has another port.
  private static boolean movesWithoutABreak(Service before, Service after) {
    Integer left = Instance.first(before).listensOn();
    return after.isBlueGreen()
        || (before.isBlueGreen() && !Objects.equals(left, Instance.first(after).listensOn()));
  }

  private static Map<String, Act> acts(@Nullable Service before, @Nullable Service after) {
    Map<String, Act> acts = new TreeMap<>();
    if (before != null) {
      before.hosts().forEach(host -> acts.put(host, Act.STOP));
    }
    if (after != null) {
      for (String host : after.hosts()) {
        if (before == null || !acts.containsKey(host)) {
          acts.put(host, Act.START);
        } else if (UnitDifference.restarts(before, after)) {
          acts.put(host, movesWithoutABreak(before, after) ? Act.SWITCH : Act.RESTART);
        } else if (!ServiceJson.fingerprint(before).equals(ServiceJson.fingerprint(after))) {
          acts.put(host, Act.CHECK);
        } else {
          acts.remove(host);
        }
      }
    }
    return acts;
  }
}
