package slipway.deployer.health;

import java.nio.file.Path;
import java.util.ArrayList;
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
    this(
        List.of(
            new ProgramRule(root),
            new EnvFileRule(secretsDirectory),
            new AccountRule(programs),
            new PortRule(units, owners)));
  }

  private HostPreflight(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  /// The same, and the proxy must see the files that say which of two instances serves.
  ///
  /// @param proc `/proc` but in tests
  public HostPreflight with(ProxyAdmin admin, Path standby, Path proc) {
    List<Rule> all = new ArrayList<>(rules);
    all.add(new PointerRule(proc, new PortOwners(proc), admin, standby));
    return new HostPreflight(all);
  }

  @Override
  public Optional<String> objection(Service service, String unit) {
    return rules.stream().flatMap(rule -> rule.objection(service, unit).stream()).findFirst();
  }
}
