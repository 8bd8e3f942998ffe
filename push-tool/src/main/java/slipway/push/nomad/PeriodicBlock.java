package slipway.push.nomad;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// `Periodic`: when a job runs.
final class PeriodicBlock {
  private static final String FIELD = "systemd.timer";

  private PeriodicBlock() {}

  static ObjectNode of(String timer, Warnings warnings) {
    ObjectNode periodic = Tree.object();
    Optional<Cron> cron = OnCalendar.toCron(timer);
    if (cron.isEmpty()) {
      warnings.add(
          FIELD,
          "cron has no exact counterpart of '%s', so the job stays disabled: set Periodic.Specs and Enabled"
              .formatted(timer));
      // With no block at all the job would run as soon as it is submitted.
      return periodic.put("Enabled", false);
    }
    periodic.put("Enabled", true).set("Specs", Tree.texts(List.of(cron.get().expression())));
    periodic.put("SpecType", "cron").put("TimeZone", cron.get().timeZone().orElse("UTC"));
    if (cron.get().timeZone().isEmpty()) {
      warnings.add(
          FIELD,
          "names no time zone: hosts take their own, the job takes UTC; set Periodic.TimeZone where"
              + " that differs");
    }
    // A timer does not start what still runs.
    return periodic.put("ProhibitOverlap", true);
  }
}
