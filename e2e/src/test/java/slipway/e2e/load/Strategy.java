package slipway.e2e.load;

import tools.jackson.databind.node.ObjectNode;

/// How a service may be updated, as its manifest entry says it.
enum Strategy {
  BLUE_GREEN("blue-green", Promise.ALWAYS) {
    @Override
    void choose(ObjectNode entry, int spare) {
      entry.withObjectProperty("http").put("standbyPort", spare);
    }
  },

  RESTART("restart", Promise.NOTHING) {
    @Override
    void choose(ObjectNode entry, int spare) {}
  },

  SOCKET("socket", Promise.UPDATES) {
    @Override
    void choose(ObjectNode entry, int spare) {
      entry.withObjectProperty("systemd").put("socket", true).put("restartSec", 1);
    }
  };

  /// Through what no request of a visitor fails who, as browsers do, tries once more where a
  /// connection that was kept turns out to be closed.
  enum Promise {
    NOTHING,
    UPDATES,
    /// Bad releases, too.
    ALWAYS
  }

  private final String words;
  private final Promise promise;

  Strategy(String words, Promise promise) {
    this.words = words;
    this.promise = promise;
  }

  Promise promise() {
    return promise;
  }

  /// @param spare a port that nothing else uses
  abstract void choose(ObjectNode entry, int spare);

  /// How many of so many releases it gets: the others are there to compare.
  int share(int releases) {
    return this == BLUE_GREEN ? releases : Math.ceilDiv(releases, 4);
  }

  @Override
  public String toString() {
    return words;
  }
}
