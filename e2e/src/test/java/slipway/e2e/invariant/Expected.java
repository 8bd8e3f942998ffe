package slipway.e2e.invariant;

import java.util.Set;

/// A service that has to run on the host.
///
/// @param name on the host; its unit is `<name>.service`
/// @param answer what a visitor of `domain` gets
/// @param storePath of the closure that runs
/// @param mark the value of [Roster#MARK] in the environment of its process
/// @param kept the closures of it that no collector may take: this one and those before it
public record Expected(
    String name,
    String domain,
    int port,
    String answer,
    String storePath,
    String mark,
    Set<String> kept) {
  public Expected {
    kept = Set.copyOf(kept);
  }

  String unit() {
    return name + ".service";
  }
}
