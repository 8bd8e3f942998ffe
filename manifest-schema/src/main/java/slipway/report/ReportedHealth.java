package slipway.report;

import slipway.manifest.Named;

/// What the host knows of the health of what runs.
public enum ReportedHealth implements Named {
  HEALTHY("healthy"),
  UNHEALTHY("unhealthy"),
  UNKNOWN("unknown");

  private final String text;

  ReportedHealth(String text) {
    this.text = text;
  }

  @Override
  public String text() {
    return text;
  }
}
