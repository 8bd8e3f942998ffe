package slipway.deployer.config;

import java.util.List;

/// The settings cannot be used; one message a problem.
public final class SettingsException extends Exception {
  private static final long serialVersionUID = 1;

  public SettingsException(List<String> problems) {
    super(String.join("\n", problems));
  }
}
