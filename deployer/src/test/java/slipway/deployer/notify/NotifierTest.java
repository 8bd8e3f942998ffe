package slipway.deployer.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static slipway.deployer.plan.Samples.NOW;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import slipway.deployer.notify.Sink.Delivery;
import slipway.deployer.plan.HostState;
import slipway.deployer.plan.Pause;
import slipway.deployer.reconcile.PassView;
import slipway.deployer.reconcile.PassView.Trouble;
import slipway.deployer.reconcile.PassView.Work;
import slipway.deployer.reconcile.Told;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class NotifierTest {
  private final Receiver webhook = new Receiver("webhook");
  private final Receiver command = new Receiver("command");
  private final Drawer drawer = new Drawer();
  private List<Sink> sinks = List.of(webhook, command);
  private Instant now = NOW;

  @Test
  void everyReceiverHearsOfAFailureOnceAndOfItsEnd() {
    for (int poll = 0; poll < 5; poll++) {
      pass(refused());
    }
    pass(view(Trouble.NONE, null));
    now = now.plus(Duration.ofHours(1));
    pass(view(Trouble.NONE, null));

    assertEquals(List.of("failure", "recovery"), webhook.events());
    assertEquals(webhook.taken, command.taken);
  }

  @Test
  void whatAnotherProcessToldIsToldNoMore() {
    Notifier daemon = notifier();
    daemon.ended(view(Trouble.NONE, null), false);
    pass(refused());
    daemon.ended(refused(), false);

    assertEquals(List.of("failure"), webhook.events());
  }

  @Test
  void aMessageSaysWhoseItIsAndWhatBecameOfWhat() {
    pass(refused());

    JsonNode body = JsonMapper.shared().readTree(webhook.taken.getFirst().body());
    assertEquals("biz", body.required("host").stringValue());
    assertEquals("acme", body.required("namespace").stringValue());
    assertEquals(NOW.toString(), body.required("time").stringValue());
    assertEquals("ok", body.required("previous").stringValue());
    assertEquals("refused", body.required("outcome").stringValue());
    assertEquals("not signed", body.at("/problem/reason").stringValue());
    assertEquals("biz: the manifest is refused: not signed", body.required("text").stringValue());
  }

  @Test
  void aReceiverThatDoesNotAnswerIsTriedAgainUntilItDoesAndTheOtherIsNotToldTwice() {
    webhook.answer = new Delivery.Failed("example.com gives no answer in time");

    Told first = pass(refused());
    now = now.plusSeconds(61);
    Told second = pass(refused());
    webhook.answer = new Delivery.Delivered();
    now = now.plusSeconds(61);
    Told third = pass(refused());

    assertTrue(
        first.notices().getFirst().contains("webhook: example.com gives no"), first::toString);
    assertTrue(first.waits(), "the host is not at rest while something is to be delivered");
    assertEquals(List.of(), second.notices(), "told once");
    assertEquals(List.of("the webhook takes notifications again"), third.notices());
    assertEquals(3, webhook.tries);
    assertEquals(1, webhook.taken.size());
    assertEquals(1, command.tries);
  }

  @Test
  void aReceiverThatDoesNotAnswerIsTriedAtMostOnceAMinute() {
    webhook.answer = new Delivery.Failed("no");
    for (int second = 0; second < 120; second += 10) {
      pass(refused());
      now = now.plusSeconds(10);
    }
    assertEquals(2, webhook.tries);
  }

  @Test
  void newsKeepTheirOrderBehindWhatIsPending() {
    webhook.answer = new Delivery.Failed("no");
    pass(refused());
    now = now.plus(Duration.ofDays(1));
    pass(refused());
    webhook.answer = new Delivery.Delivered();
    now = now.plusSeconds(61);
    pass(refused());

    assertEquals(List.of("failure", "reminder"), webhook.events());
  }

  /// As by `kill -9` right after the message was sent.
  @Test
  void aProcessThatIsKilledBeforeItStrikesAMessageOutSendsItAgainUnderTheSameId() {
    webhook.killsAfter = true;
    try {
      pass(refused());
    } catch (Receiver.Killed _) {
      webhook.killsAfter = false;
    }
    pass(refused());

    assertEquals(List.of("failure", "failure"), webhook.events());
    assertEquals(webhook.taken.getFirst().id(), webhook.taken.getLast().id());
  }

  @Test
  void whatCannotBeKeptIsNotSentAndThatIsSaid() {
    drawer.stuck = true;
    Told told = pass(refused());
    assertEquals(0, webhook.tries);
    assertTrue(told.notices().getFirst().startsWith("nothing is told"), told::toString);
    drawer.stuck = false;
    pass(refused());
    assertEquals(List.of("failure"), webhook.events());
  }

  @Test
  void ofAPausedHostNothingIsTold() {
    pass(view(Trouble.NONE, null));
    pass(
        view(
            new Trouble("not signed", null, null), new Pause(NOW, NOW.plusSeconds(9), null, null)));
    assertEquals(0, webhook.tries);
  }

  @Test
  void whereTheSettingsHaveNoSuchReceiverAnyMoreItsMessagesGo() {
    webhook.answer = new Delivery.Failed("no");
    pass(refused());
    sinks = List.of(command);
    Told told = pass(refused());
    assertTrue(drawer.load().pending().isEmpty(), told::toString);
  }

  @Test
  void aPassThatBreaksOffTimeAndAgainIsTold() {
    notifier().brokeOff("pause.json is damaged");
    now = now.plusSeconds(300);
    notifier().brokeOff("pause.json is damaged");
    notifier().brokeOff("pause.json is damaged");
    assertEquals(List.of("failure"), webhook.events());
    assertTrue(webhook.taken.getFirst().text().contains("passes end early: pause.json"));
  }

  @Test
  void aHostWithNothingToTellTouchesNothing() {
    pass(view(Trouble.NONE, null));
    int kept = drawer.keeps;
    assertEquals(Told.NOTHING, pass(view(Trouble.NONE, null)));
    assertFalse(drawer.keeps > kept);
  }

  private static PassView refused() {
    return view(new Trouble("not signed", null, null), null);
  }

  private static PassView view(Trouble trouble, Pause pause) {
    return new PassView(List.of(), HostState.EMPTY, Map.of(), Work.NONE, trouble, pause, false);
  }

  private Told pass(PassView view) {
    return notifier().ended(view, false);
  }

  /// A new process, as each `sync` is.
  private Notifier notifier() {
    return new Notifier(
        new Notifier.Sender("biz", "acme"),
        Diary.rules(Duration.ofDays(1), Event.FAILURE, Event.RECOVERY),
        sinks,
        drawer,
        Clock.fixed(now, ZoneOffset.UTC));
  }

  /// A memory that outlives a notifier, as the file does.
  private static final class Drawer implements LedgerStore {
    private Optional<Ledger> kept = Optional.empty();
    private boolean stuck;
    private int keeps;

    @Override
    public Ledger load() {
      return kept.orElse(Ledger.NOTHING);
    }

    @Override
    public void keep(Ledger ledger) throws IOException {
      if (stuck) {
        throw new IOException("No space left on device");
      }
      keeps++;
      kept = Optional.of(ledger);
    }
  }

  private static final class Receiver implements Sink {
    private static final class Killed extends Error {
      private static final long serialVersionUID = 1;
    }

    private final String name;
    private final List<Letter> taken = new ArrayList<>();
    private Delivery answer = new Delivery.Delivered();
    private boolean killsAfter;
    private int tries;

    private Receiver(String name) {
      this.name = name;
    }

    private List<String> events() {
      return taken.stream().map(letter -> letter.event().text()).toList();
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Delivery deliver(Letter letter) {
      tries++;
      if (answer instanceof Delivery.Delivered) {
        taken.add(letter);
      }
      if (killsAfter) {
        throw new Killed();
      }
      return answer;
    }
  }
}
