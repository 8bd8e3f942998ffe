package slipway.push.nomad;

/// Where Nomad registers services.
public enum Provider {
  /// In Nomad itself, whose checks are `http` and `tcp`.
  NOMAD("nomad"),
  /// In Consul, which also runs programs as checks.
  CONSUL("consul");

  private final String text;

  Provider(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }
}
