package slipway.deployer.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import slipway.deployer.plan.Accepted;
import slipway.deployer.plan.Candidate;
import slipway.deployer.plan.HostState;
import slipway.deployer.plan.ObservedUnit;
import slipway.deployer.plan.ObservedUnit.Activity;
import slipway.deployer.plan.ObservedUnit.Loaded;
import slipway.deployer.plan.Pause;
import slipway.deployer.plan.Samples;
import slipway.deployer.plan.ServiceRecord;
import slipway.deployer.reconcile.PassView;
import slipway.deployer.reconcile.PassView.Stage;
import slipway.deployer.reconcile.PassView.Trouble;
import slipway.deployer.reconcile.PassView.Work;
import slipway.manifest.Service;

/// Passes of a host that is to run one service, `shop`, or none.
record Views(
    List<Candidate> wanted,
    HostState state,
    Map<String, ObservedUnit> units,
    Work work,
    Trouble trouble,
    @Nullable Pause pause) {
  static final Accepted ACCEPTED = new Accepted(Samples.NOW, "d".repeat(64), "e", Samples.NOW);

  static Views wanting(Service... services) {
    return new Views(
        List.of(services).stream().map(Candidate::of).toList(),
        HostState.EMPTY.with(ACCEPTED),
        Map.of(),
        Work.NONE,
        Trouble.NONE,
        null);
  }

  Views recorded(ServiceRecord shop) {
    return new Views(wanted, state.with("shop", _ -> shop), units, work, trouble, pause);
  }

  Views unit(Activity activity) {
    Map<String, ObservedUnit> all = new HashMap<>(units);
    all.put("shop.service", new ObservedUnit("", new Loaded.Ours(), activity, false));
    return new Views(wanted, state, all, work, trouble, pause);
  }

  Views at(Stage stage) {
    Work now = new Work(Map.of("shop", stage), work.started(), work.down(), work.failed());
    return new Views(wanted, state, units, now, trouble, pause);
  }

  Views started() {
    Work now = new Work(work.steps(), Set.of("shop"), work.down(), work.failed());
    return new Views(wanted, state, units, now, trouble, pause);
  }

  Views startedInVain() {
    Work now = new Work(work.steps(), Set.of("shop"), Set.of("shop"), work.failed());
    return new Views(wanted, state, units, now, trouble, pause);
  }

  Views failed(String subject, String reason) {
    Work now = new Work(work.steps(), work.started(), work.down(), Map.of(subject, reason));
    return new Views(wanted, state, units, now, trouble, pause);
  }

  Views trouble(Trouble news) {
    return new Views(wanted, state, units, work, news, pause);
  }

  Views paused() {
    Pause now = new Pause(Samples.NOW, Samples.NOW.plusSeconds(60), "why", "ada");
    return new Views(wanted, state, units, work, trouble, now);
  }

  PassView view(boolean running) {
    return new PassView(wanted, state, units, work, trouble, pause, running);
  }

  PassView ended() {
    return view(false);
  }
}
