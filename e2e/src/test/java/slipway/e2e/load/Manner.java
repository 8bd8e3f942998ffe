package slipway.e2e.load;

/// What a visitor does with connections.
enum Manner {
  FRESH("without keep-alive", 24),
  /// As browsers do: a request that cannot do harm twice is sent once more, on a new connection,
  /// where the one that was kept turns out to be closed.
  RETRYING("keep-alive, retries once", 32),
  STRICT("keep-alive, never retries", 32);

  private final String words;
  private final int visitors;

  Manner(String words, int visitors) {
    this.words = words;
    this.visitors = visitors;
  }

  /// How many there are at once.
  int visitors() {
    return visitors;
  }

  boolean keeps() {
    return this != FRESH;
  }

  @Override
  public String toString() {
    return words;
  }
}
