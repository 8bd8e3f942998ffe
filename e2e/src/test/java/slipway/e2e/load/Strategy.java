package slipway.e2e.load;

import tools.jackson.databind.node.ObjectNode;

/// How a service may be updated, as its manifest entry says it.
enum Strategy {
  BLUE_GREEN("blue-green") {
    @Override
    void choose(ObjectNode entry, int spare) {
      entry.withObjectProperty("http").put("standbyPort", spare);
    }
  },
  RESTART("restart") {
    @Override
    void choose(ObjectNode entry, int spare) {}
  };

  private final String words;

  Strategy(String words) {
    this.words = words;
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
