package slipway.deployer.notify;

import slipway.manifest.Named;

/// What a message is about.
public enum Event implements Named {
  FAILURE("failure"),
  RECOVERY("recovery"),
  DEPLOY("deploy"),
  REMINDER("reminder");

  private final String text;

  Event(String text) {
    this.text = text;
  }

  @Override
  public String text() {
    return text;
  }
}
