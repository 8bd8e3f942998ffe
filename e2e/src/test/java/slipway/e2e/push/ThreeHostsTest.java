package slipway.e2e.push;

import org.junit.jupiter.api.Test;
import slipway.e2e.host.Await;
import slipway.e2e.host.Closures.Kind;

/// One push, three hosts.
@OnFleet
class ThreeHostsTest {
  @Test
  void eachHostRunsWhatNamesIt(Project project) {
    Desk desk = project.desk();
    desk.push(0, project.entry("all", Kind.WEB, "1", "one", "two", "three"));
    desk.push(0, project.entry("pair", Kind.WEB, "2", "two", "three"));
    desk.push(0, project.entry("single", Kind.WEB, "3", "one"));
    project.follow("one", "two", "three");
    for (String host : new String[] {"one", "two", "three"}) {
      project.host(host).awaitRuns("all", "1");
    }
    project.host("two").awaitRuns("pair", "2");
    project.host("three").awaitRuns("pair", "2");
    project.host("one").awaitRuns("single", "3");
    project.host("one").assertDoesNotRun("pair");
    project.host("two").assertDoesNotRun("single");
    project.host("three").assertDoesNotRun("single");
  }

  @Test
  void aServiceMovesFromHostToHost(Project project) {
    Desk desk = project.desk();
    project.follow("one", "two");
    desk.push(0, project.entry("a", Kind.WEB, "1", "one"));
    project.host("one").awaitRuns("a", "1");
    desk.push(0, project.entry("a", Kind.WEB, "1", "two"));
    project.host("two").awaitRuns("a", "1");
    Await.until(
        "it ended on the first",
        Member.SOON,
        () ->
            project
                .host("one")
                .units()
                .activeState(project.name("a") + ".service")
                .equals("inactive"));
  }

  @Test
  void aHostThatWasSwitchedOffComesBackAndCatchesUp(Project project) {
    Desk desk = project.desk();
    project.follow("one", "three");
    desk.push(0, project.entry("a", Kind.WEB, "1", "one", "three"));
    project.host("one").awaitRuns("a", "1");
    project.host("three").awaitRuns("a", "1");
    project.host("three").host().off();
    desk.push(0, project.entry("a", Kind.WEB, "2", "one", "three"));
    project.host("one").awaitRuns("a", "2");
    project.host("three").host().on();
    project.host("three").awaitRuns("a", "2");
  }
}
