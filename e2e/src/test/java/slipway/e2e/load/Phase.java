package slipway.e2e.load;

/// When a request was due.
enum Phase {
  REST,
  UPDATING
}
