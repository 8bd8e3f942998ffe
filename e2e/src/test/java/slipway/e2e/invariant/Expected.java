package slipway.e2e.invariant;

import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// A service that has to run on the host.
///
/// @param name on the host; its unit is `<name>.service`
/// @param port that it listens on, where it has one instance
/// @param two whether it has two, of which the state file says which one serves
/// @param answer what a visitor of `domain` gets
/// @param storePath of the closure that runs
/// @param mark the value of [Roster#MARK] in the environment of its process
/// @param kept the closures of it that no collector may take: this one and those before it
public record Expected(
    String name,
    String domain,
    int port,
    boolean two,
    String answer,
    String storePath,
    String mark,
    Set<String> kept) {
  public Expected {
    kept = Set.copyOf(kept);
  }

  /// @param state of the service in the state file
  String unit(JsonNode state) {
    return two ? name + "@" + port(state) + ".service" : name + ".service";
  }

  int port(JsonNode state) {
    return two ? state.at("/serving/port").asInt(0) : port;
  }

  /// What goes on for a while beside the one that serves.
  Optional<String> draining(JsonNode state) {
    int left = state.at("/draining/port").asInt(0);
    return left == 0 ? Optional.empty() : Optional.of(name + "@" + left + ".service");
  }
}
