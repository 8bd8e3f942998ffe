package slipway.e2e.soak;

import slipway.e2e.proxy.Request;
import slipway.e2e.proxy.Traffic;
import slipway.e2e.proxy.Verdict;

/// What the host's requests to the bucket meet at the moment.
final class Weather implements Traffic {
  private volatile Verdict verdict = new Verdict.Pass();

  void turn(Verdict now) {
    verdict = now;
  }

  @Override
  public Verdict arrives(Request request) {
    return verdict;
  }
}
