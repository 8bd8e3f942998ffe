package slipway.deployer.hooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static slipway.deployer.plan.Samples.NOW;
import static slipway.deployer.plan.Samples.path;
import static slipway.deployer.plan.Samples.release;
import static slipway.deployer.plan.Samples.web;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import slipway.deployer.hooks.HookPrograms.Programs;
import slipway.deployer.reconcile.Changed;
import slipway.deployer.reconcile.Changed.Result;
import slipway.deployer.reconcile.Deployment;
import slipway.deployer.reconcile.Deployment.Change;
import slipway.deployer.reconcile.Errands;
import slipway.deployer.reconcile.Errands.Ending;
import slipway.deployer.reconcile.Errands.Errand;
import slipway.deployer.reconcile.HostException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HookProgramsTest {
  private static final Change UPDATE =
      new Change("shop", release(1, web("shop", 1, 8000)), release(2, web("shop", 2, 8000)));
  private static final Change REMOVAL = new Change("old", release(3, web("old", 3, 8001)), null);
  private static final Deployment DEPLOYMENT = new Deployment(NOW, List.of(REMOVAL, UPDATE));

  private final List<Errand> run = new ArrayList<>();

  @Test
  void whereThereIsNoProgramNothingIsRun() {
    HookPrograms none = hooks(List.of(), List.of(), _ -> new Ending.Done());
    assertEquals(Optional.empty(), none.before(DEPLOYMENT));
    assertEquals(Optional.empty(), none.after(DEPLOYMENT, List.of()));
    assertEquals(List.of(), run);
  }

  @Test
  void theBeforeHookGetsWhatIsToBeDone() {
    assertEquals(Optional.empty(), hooks(_ -> new Ending.Done()).before(DEPLOYMENT));

    Errand errand = run.getFirst();
    assertEquals("acme-deployer.before.service", errand.unit());
    assertEquals(List.of("/before", "x"), errand.command());
    assertEquals(
        Map.of("SLIPWAY_HOOK", "before", "SLIPWAY_HOST", "biz", "SLIPWAY_SERVICES", "old shop"),
        errand.environment());
    JsonNode input = JsonMapper.shared().readTree(errand.input());
    assertEquals(NOW.toString(), input.required("generation").stringValue());
    assertFalse(input.at("/services/0").has("to"), input::toString);
    assertEquals(1, input.at("/services/1/from/release").intValue());
    assertEquals(path("shop", 2).toString(), input.at("/services/1/to/storePath").stringValue());
  }

  @Test
  void theAfterHookGetsWhatCameOfItWithoutTheWordsOfPrograms() {
    Changed failed =
        new Changed(UPDATE, Result.ROLLED_BACK, UPDATE.from(), "it said “s3cret” and ended");
    Changed removed = new Changed(REMOVAL, Result.REMOVED, null, "");
    hooks(_ -> new Ending.Done()).after(DEPLOYMENT, List.of(removed, failed));

    Errand errand = run.getFirst();
    assertEquals("failed", errand.environment().get("SLIPWAY_OUTCOME"));
    JsonNode input = JsonMapper.shared().readTree(errand.input());
    assertEquals("failed", input.required("outcome").stringValue());
    assertEquals("removed", input.at("/services/0/outcome").stringValue());
    assertEquals("rolled-back", input.at("/services/1/outcome").stringValue());
    assertEquals(1, input.at("/services/1/runs/release").intValue());
    assertEquals("it said “…” and ended", input.at("/services/1/reason").stringValue());
  }

  @Test
  void allIsWellWhereAllIsAsItWasToBe() {
    hooks(_ -> new Ending.Done())
        .after(DEPLOYMENT, List.of(new Changed(UPDATE, Result.DEPLOYED, UPDATE.to(), "")));
    assertEquals("ok", run.getFirst().environment().get("SLIPWAY_OUTCOME"));
  }

  @Test
  void anyOtherEndIsAVeto() {
    assertEquals(
        "vetoed by the before hook: exit code 3; the next pass asks it again",
        hooks(_ -> new Ending.Failed("exit code 3")).before(DEPLOYMENT).orElse(""));
    assertTrue(
        hooks(_ -> new Ending.Busy()).before(DEPLOYMENT).orElse("").contains("is still at work"));
    assertTrue(
        hooks(
                _ -> {
                  throw new HostException("cannot reach systemd");
                })
            .before(DEPLOYMENT)
            .orElse("")
            .startsWith("vetoed by the before hook: cannot reach systemd"));
  }

  private HookPrograms hooks(Errands errands) {
    return hooks(List.of("/before", "x"), List.of("/after"), errands);
  }

  private HookPrograms hooks(List<String> before, List<String> after, Errands errands) {
    return new HookPrograms(
        errand -> {
          run.add(errand);
          return errands.run(errand);
        },
        new Programs(before, after, Duration.ofSeconds(5)),
        "biz",
        "acme",
        Clock.fixed(NOW, ZoneOffset.UTC));
  }
}
