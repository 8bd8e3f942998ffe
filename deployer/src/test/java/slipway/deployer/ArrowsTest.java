package slipway.deployer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Which package may know which.
@Tag("architecture")
class ArrowsTest {
  private static final String BASE = "slipway.deployer.";
  private static final List<String> EDGES =
      List.of("s3", "nix", "systemd", "caddy", "health", "state", "still", "process", "webhook");

  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("slipway.deployer");

  @Test
  void aPlanKnowsOnlyRecordsAndTheManifest() {
    check(
        classes()
            .that()
            .resideInAPackage(BASE + "plan..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                BASE + "plan..",
                "slipway.manifest..",
                "slipway.unit..",
                "java..",
                "org.jspecify.."));
  }

  @Test
  void theReconcilerKnowsNoEdge() {
    check(
        noClasses()
            .that()
            .resideInAPackage(BASE + "reconcile..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                BASE + "s3..",
                BASE + "nix..",
                BASE + "systemd..",
                BASE + "caddy..",
                BASE + "health..",
                BASE + "state..",
                BASE + "still..",
                BASE + "config..",
                BASE + "cli..",
                BASE + "report..",
                BASE + "status..",
                BASE + "metrics..",
                "slipway.cache.."));
  }

  @Test
  void whatIsCountedComesFromNoEdge() {
    for (String edge : EDGES) {
      check(
          noClasses()
              .that()
              .resideInAPackage(BASE + "metrics..")
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(BASE + edge + ".."));
    }
  }

  @Test
  void onlyWhatIsCountedKnowsPrometheus() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(BASE + "metrics..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.prometheus.."));
  }

  /// A glance is over before another program would have begun.
  @Test
  void whatAGlanceSaysIsSaidWithoutPrometheus() {
    check(
        noClasses()
            .that()
            .haveNameMatching(".*metrics\\.(Pulse|AtomicFile)")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.prometheus..", "org.slf4j..", "tools.jackson.."));
  }

  @Test
  void whatIsReportedComesFromNoEdge() {
    check(
        noClasses()
            .that()
            .resideInAPackage(BASE + "report..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                BASE + "s3..",
                BASE + "nix..",
                BASE + "systemd..",
                BASE + "caddy..",
                BASE + "health..",
                BASE + "state..",
                BASE + "config..",
                BASE + "cli..",
                BASE + "status..",
                "slipway.cache.."));
  }

  @Test
  void whatIsToldComesFromNoEdge() {
    check(
        noClasses()
            .that()
            .resideInAPackage(BASE + "notify..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                BASE + "s3..",
                BASE + "nix..",
                BASE + "systemd..",
                BASE + "caddy..",
                BASE + "health..",
                BASE + "state..",
                BASE + "webhook..",
                BASE + "config..",
                BASE + "cli..",
                BASE + "status..",
                "slipway.cache..",
                "okhttp3.."));
  }

  @Test
  void hooksKnowOnlyWhatTheyAreAskedAbout() {
    check(
        classes()
            .that()
            .resideInAPackage(BASE + "hooks..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                BASE + "hooks..",
                BASE + "reconcile..",
                BASE + "plan..",
                "slipway.manifest..",
                "slipway.report..",
                "tools.jackson..",
                "java..",
                "org.jspecify.."));
  }

  @Test
  void noEdgeKnowsAnother() {
    for (String edge : EDGES) {
      String[] others =
          EDGES.stream()
              .filter(other -> !other.equals(edge) && !other.equals("process"))
              // Both ask Caddy the same.
              .filter(other -> !(edge.equals("still") && other.equals("caddy")))
              // Both replace files durably.
              .filter(other -> !(edge.equals("systemd") && other.equals("state")))
              .map(other -> BASE + other + "..")
              .toArray(String[]::new);
      check(
          noClasses()
              .that()
              .resideInAPackage(BASE + edge + "..")
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(others));
    }
  }

  @Test
  void onlyTheWiringReadsTheClockAndTheEnvironment() {
    check(
        noClasses()
            .that()
            .haveNameNotMatching(
                "slipway\\.deployer\\.(Main|Wiring|StillMain|Rehearsal|StillRehearsal)(\\$.*)?")
            .should()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(Instant.class, "now"));
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(ALL);
  }
}
