package slipway.deployer.notify;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import slipway.deployer.notify.Ledger.Trouble;
import slipway.deployer.notify.Sink.Delivery;
import slipway.deployer.reconcile.PassView;
import slipway.deployer.reconcile.Told;
import slipway.deployer.reconcile.Witness;

/// Tells at the end of a pass what has changed since it last told. What is to be told is kept
/// before it is sent, and struck out afterwards: a process that is killed in between sends it
/// again, under the same id, and none is lost.
public final class Notifier implements Witness {
  /// A sink that does not answer costs its time no more often than this.
  private static final Duration AGAIN = Duration.ofMinutes(1);

  /// For all that is on its way when a pass ends, beside the last one of each receiver.
  private static final Duration ENOUGH = Duration.ofSeconds(10);

  private final Sender sender;
  private final Rules rules;
  private final List<Sink> sinks;
  private final LedgerStore store;
  private final Clock clock;
  private @Nullable Ledger ledger;

  public Notifier(Sender sender, Rules rules, List<Sink> sinks, LedgerStore store, Clock clock) {
    this.sender = sender;
    this.rules = rules;
    this.sinks = List.copyOf(sinks);
    this.store = store;
    this.clock = clock;
  }

  /// Whose messages they are.
  public record Sender(String host, String namespace) {}

  @Override
  public void underWay(PassView view) {}

  /// Of a host that an operator has paused nothing is told but what was on its way.
  @Override
  public Told ended(PassView view, boolean changed) {
    Instant now = begin();
    return tell(
        now,
        view.pause() == null
            ? judge(Findings.of(view, now), now)
            : new Judgement(List.of(), ledger().memory()));
  }

  @Override
  public Told brokeOff(String reason) {
    Instant now = begin();
    return tell(now, judge(Findings.brokeOff(reason, ledger().memory().host().entry()), now));
  }

  /// Takes up what another process has told since.
  private Instant begin() {
    ledger = null;
    return clock.instant();
  }

  private Judgement judge(Findings found, Instant now) {
    return Judge.of(rules, ledger().memory(), found, now);
  }

  private Told tell(Instant now, Judgement judgement) {
    Ledger before = ledger();
    List<Letter> letters =
        judgement.news().stream()
            .map(news -> MessageJson.write(sender.host(), sender.namespace(), news))
            .toList();
    Ledger news = before.and(judgement.memory(), letters, names());
    List<String> notices = new ArrayList<>();
    try {
      // Also where it is the same: what is to be sent must be possible to strike out.
      if (!news.equals(before) || !news.pending().isEmpty()) {
        keep(news);
      }
      deliver(now, notices);
    } catch (IOException e) {
      // Sent all the same, it would be sent again by every pass to come.
      notices.add("nothing is told, because what was told cannot be kept: " + e);
    }
    Ledger after = ledger();
    return new Told(notices, !after.pending().isEmpty() || after.memory().waits());
  }

  private void deliver(Instant now, List<String> notices) throws IOException {
    for (Sink sink : sinks) {
      Trouble trouble = ledger().troubles().get(sink.name());
      if (trouble == null || !isWithin(trouble.tried(), now)) {
        deliver(sink, trouble != null, now, notices);
      }
    }
  }

  /// In order, up to the first that does not arrive.
  private void deliver(Sink sink, boolean hadTrouble, Instant now, List<String> notices)
      throws IOException {
    boolean isFirst = true;
    for (Letter letter : ledger().letters(sink.name())) {
      if (clock.instant().isAfter(now.plus(ENOUGH))) {
        return; // Later passes go on, so that a slow receiver keeps none from healing.
      }
      Ledger before = ledger();
      switch (sink.deliver(letter)) {
        case Delivery.Delivered() -> {
          keep(before.delivered(sink.name(), letter));
          if (hadTrouble && isFirst) {
            notices.add("the %s takes notifications again".formatted(sink.name()));
          }
        }
        case Delivery.Failed(String reason) -> {
          keep(before.failed(sink.name(), now));
          if (!hadTrouble || !isFirst) {
            notices.add(
                "cannot deliver to the %s: %s; later passes try again quietly"
                    .formatted(sink.name(), reason));
          }
          return;
        }
      }
      isFirst = false;
    }
  }

  private static boolean isWithin(Instant tried, Instant now) {
    return !now.isBefore(tried) && now.isBefore(tried.plus(AGAIN));
  }

  private Set<String> names() {
    return sinks.stream().map(Sink::name).collect(Collectors.toSet());
  }

  private Ledger ledger() {
    if (ledger == null) {
      ledger = store.load();
    }
    return ledger;
  }

  private void keep(Ledger next) throws IOException {
    store.keep(next);
    ledger = next;
  }
}
