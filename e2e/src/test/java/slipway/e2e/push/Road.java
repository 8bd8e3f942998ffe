package slipway.e2e.push;

import java.util.concurrent.ThreadLocalRandom;
import slipway.e2e.proxy.Answer;
import slipway.e2e.proxy.Request;
import slipway.e2e.proxy.Traffic;
import slipway.e2e.proxy.Verdict;
import slipway.push.change.Pauses;

/// What lies between several developers and the bucket.
interface Road {
  /// What happens to the requests of this developer.
  Traffic of(String developer);

  /// What a developer's push waits after it lost.
  Pauses pauses();

  /// This developer sends nothing any more.
  void left(String developer);

  /// One request at a time, in an order that the seed decides.
  record InTurns(Turns turns, Faults faults) implements Road {
    @Override
    public Traffic of(String developer) {
      return new Traffic() {
        @Override
        public Verdict arrives(Request request) throws InterruptedException {
          turns.await(developer);
          return faults.draw(request);
        }

        @Override
        public void leaves(Request request, Verdict verdict, Answer answer) {
          turns.end(developer);
        }
      };
    }

    @Override
    public Pauses pauses() {
      return _ -> {};
    }

    @Override
    public void left(String developer) {
      turns.leave(developer);
    }
  }

  /// As they come.
  record Open(Faults faults) implements Road {
    @Override
    public Traffic of(String developer) {
      return faults::draw;
    }

    @Override
    public Pauses pauses() {
      return Open::jitter;
    }

    @Override
    public void left(String developer) {}

    private static void jitter(int attempt) {
      try {
        Thread.sleep(ThreadLocalRandom.current().nextLong(10L << Math.min(attempt, 5)));
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
