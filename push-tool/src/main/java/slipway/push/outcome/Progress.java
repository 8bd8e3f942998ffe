package slipway.push.outcome;

/// Where a command says what it is doing. Never a result, never a secret.
public interface Progress {
  void say(String line);
}
