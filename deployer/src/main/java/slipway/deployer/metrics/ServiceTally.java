package slipway.deployer.metrics;

/// What was counted of one service.
///
/// @param deployed releases that were started for the manifest, and work
/// @param failed those that did not
/// @param rollbacks times that the one before came back, or stayed
/// @param repairs times that one which had worked was started again
public record ServiceTally(long deployed, long failed, long rollbacks, long repairs) {
  static final ServiceTally NONE = new ServiceTally(0, 0, 0, 0);

  ServiceTally deployed(boolean works) {
    return new ServiceTally(
        works ? deployed + 1 : deployed, works ? failed : failed + 1, rollbacks, repairs);
  }

  ServiceTally rolledBack() {
    return new ServiceTally(deployed, failed, rollbacks + 1, repairs);
  }

  ServiceTally repaired() {
    return new ServiceTally(deployed, failed, rollbacks, repairs + 1);
  }
}
