package slipway.deployer.reconcile;

/// Why a manifest is not gone by.
public enum Refusal {
  /// Nobody trusted has signed these bytes.
  SIGNATURE,
  /// It is no manifest of this version, or breaks one of its rules.
  INVALID,
  /// More bytes than a manifest may have.
  TOO_LARGE,
  /// Its generation is earlier than one that was accepted.
  OLDER,
  /// It has the generation that was accepted, and other bytes.
  CONFLICT,
  /// Its generation is ahead of the clock of this host.
  FUTURE
}
