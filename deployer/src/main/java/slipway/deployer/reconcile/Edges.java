package slipway.deployer.reconcile;

/// Everything on the host that a plan acts on.
public record Edges(
    Closures closures,
    Profiles profiles,
    Units units,
    Preflight preflight,
    HealthCheck health,
    Routes routes,
    Pointers pointers,
    Hooks hooks) {}
