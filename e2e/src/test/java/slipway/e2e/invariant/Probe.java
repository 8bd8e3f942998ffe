package slipway.e2e.invariant;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import slipway.e2e.host.Http;
import slipway.e2e.host.Http.Answer;
import slipway.e2e.site.Site;

/// A visitor of each watched service, who comes again every few milliseconds, through Caddy, and
/// notes from when to when the answer was not one of a working version. Whose connection is closed
/// without an answer tries once more at once, as browsers do: Caddy closes one now and then when
/// any route changes. Such visits are counted.
public final class Probe implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Site site;
  private final ExecutorService visitors = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Visitor> watched = new ConcurrentHashMap<>();
  private final List<Outage> outages = new ArrayList<>();
  private final AtomicLong visits = new AtomicLong();
  private final AtomicLong repeated = new AtomicLong();

  public Probe(Site site) {
    this.site = site;
  }

  /// From now on the service, which answers, has to.
  public void watch(String service) {
    watched.computeIfAbsent(
        service,
        _ -> {
          Visitor visitor = new Visitor(service);
          var _ = visitors.submit(visitor::visit);
          return visitor;
        });
  }

  /// Watches exactly these.
  public void watchOnly(Iterable<String> services) {
    List<String> all = new ArrayList<>();
    services.forEach(all::add);
    watched.keySet().stream().filter(service -> !all.contains(service)).forEach(this::ignore);
    all.forEach(this::watch);
  }

  /// Whether the service answers is nobody's business from now on.
  public void ignore(String service) {
    Visitor visitor = watched.remove(service);
    if (visitor != null) {
      visitor.leave();
    }
  }

  /// Whether every service that is watched, but for these, answered the last visitor.
  public boolean allAnswerBut(Set<String> services) {
    return watched.values().stream()
        .filter(visitor -> !services.contains(visitor.service))
        .noneMatch(Visitor::waits);
  }

  /// What was noted since the last call. An outage that still lasts is among them, as far as it
  /// got.
  public List<Outage> take() {
    watched.values().forEach(Visitor::interim);
    synchronized (outages) {
      List<Outage> taken = List.copyOf(outages);
      outages.clear();
      return taken;
    }
  }

  /// How many visits there were, and how many of them took a second try.
  public String visits() {
    return "%d visits, %d of them answered at the second try"
        .formatted(visits.get(), repeated.get());
  }

  @Override
  public void close() {
    visitors.shutdownNow();
  }

  private void note(Outage outage) {
    synchronized (outages) {
      outages.add(outage);
    }
  }

  private final class Visitor {
    private final String service;
    private long since;
    private Answer wrong = new Answer(0, "");
    private boolean process;
    private boolean down;
    private boolean gone;

    Visitor(String service) {
      this.service = service;
    }

    synchronized boolean waits() {
      return down;
    }

    synchronized void leave() {
      gone = true;
    }

    synchronized void interim() {
      if (down) {
        end(System.nanoTime());
        since = System.nanoTime();
      }
    }

    Void visit() throws InterruptedException {
      while (true) {
        long began = System.nanoTime();
        Answer answer = ask();
        boolean good = answer.status() == 200 && answer.body().startsWith("web ");
        Answer direct = good ? answer : Http.port(site.port(service), "/");
        if (!note(began, answer, good, direct.status() != 200)) {
          return null;
        }
        Thread.sleep(PAUSE);
      }
    }

    private Answer ask() {
      Answer first = Http.site(site.domain(service), "/");
      visits.incrementAndGet();
      if (first.status() != 0) {
        return first;
      }
      Answer second = Http.site(site.domain(service), "/");
      if (second.status() == 200) {
        repeated.incrementAndGet();
      }
      return second;
    }

    private synchronized boolean note(long began, Answer answer, boolean good, boolean dead) {
      if (gone) {
        return false;
      }
      if (!good && !down) {
        since = began;
        wrong = answer;
        process = dead;
      }
      if (good && down) {
        end(System.nanoTime());
      }
      down = !good;
      return true;
    }

    private void end(long now) {
      Probe.this.note(new Outage(service, Duration.ofNanos(now - since), answerText(), process));
    }

    private String answerText() {
      return wrong.status() == 0 ? "no connection" : wrong.status() + " " + wrong.body();
    }
  }
}
