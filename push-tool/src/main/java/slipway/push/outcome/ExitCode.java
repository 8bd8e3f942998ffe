package slipway.push.outcome;

/// How `slipway` ends. The numbers are part of its interface.
public enum ExitCode {
  OK(0),
  /// What no other code says.
  FAILED(1),
  /// The command line, a settings file or a key file cannot be used.
  USAGE(2),
  /// A manifest or a service breaks a rule, is frozen, or carries no signature that is trusted
  /// here.
  REFUSED(3),
  /// A bucket gave no answer, or not the one that was asked for.
  BUCKET(4),
  /// A host did not report in time, or is behind.
  LATE(4),
  /// Nothing was changed, as was asked for, and without that something would have been.
  WOULD_CHANGE(10),
  /// Ended from the keyboard, or by another signal; what the shell says of such a program.
  INTERRUPTED(130);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }
}
