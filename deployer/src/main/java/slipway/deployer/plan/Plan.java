package slipway.deployer.plan;

import java.util.List;

/// What would make the host match, in order.
///
/// @param obstacles what a plan cannot change: it is reported, and the rest goes on
public record Plan(List<Action> actions, List<Obstacle> obstacles) {
  public Plan {
    actions = List.copyOf(actions);
    obstacles = List.copyOf(obstacles);
  }

  public boolean isEmpty() {
    return actions.isEmpty();
  }

  /// Why something stays as it is.
  ///
  /// @param subject a service, or `routes`
  public record Obstacle(String subject, String reason) {}
}
