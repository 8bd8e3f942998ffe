package slipway.e2e.site;

import static org.junit.jupiter.api.Assertions.assertEquals;

import tools.jackson.databind.node.ObjectNode;

/// A service that runs, with what must not change while others are in trouble.
///
/// @param entry its manifest entry
public record Running(Site site, String service, ObjectNode entry, int pid, String answer) {
  /// Deploys `web 1` as the only service of the site.
  public static Running on(Site site) {
    ObjectNode entry = site.web("runs", "1");
    site.deploy(entry);
    return new Running(site, "runs", entry, site.pid("runs"), "web 1");
  }

  /// It is the same process, and visitors reach it.
  public void assertUntouched() {
    assertEquals(pid, site.pid(service), "the process that ran before still does");
    site.assertAnswers(service, answer);
  }
}
