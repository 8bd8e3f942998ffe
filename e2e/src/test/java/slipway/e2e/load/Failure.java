package slipway.e2e.load;

/// What became of a request that was not answered as it should be.
enum Failure {
  REFUSED("refused"),
  RESET("reset"),
  /// The connection ended before the first byte of an answer.
  NO_ANSWER("closed unanswered"),
  /// The connection ended within an answer.
  CUT("cut off"),
  /// Caddy or the service answered 5xx.
  SERVER_ERROR("5xx"),
  OTHER_STATUS("other status"),
  /// 200, but by a release that no visitor should see.
  WRONG_BODY("wrong body"),
  TIMEOUT("no answer in time");

  private final String words;

  Failure(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
