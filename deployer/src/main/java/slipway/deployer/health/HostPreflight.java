package slipway.deployer.health;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import slipway.deployer.process.SearchPath;
import slipway.deployer.reconcile.Preflight;
import slipway.deployer.reconcile.Units;
import slipway.manifest.Service;

/// Asks this host what a start would otherwise find out too late.
public final class HostPreflight implements Preflight {
  private final List<Rule> rules;

  /// @param root below which /nix/store lies: `/` but in tests
  /// @param programs where `getent` is looked for
  public HostPreflight(
      Units units, PortOwners owners, Path root, Path secretsDirectory, SearchPath programs) {
    this.rules =
        List.of(
            new ProgramRule(root),
            new EnvFileRule(secretsDirectory),
            new AccountRule(programs),
            new PortRule(units, owners));
  }

  @Override
  public Optional<String> objection(Service service, String unit) {
    return rules.stream().flatMap(rule -> rule.objection(service, unit).stream()).findFirst();
  }
}
