package slipway.push;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The arrows between the packages.
@Tag("architecture")
class ArchitectureTest {
  private static final String[] PURE = {
    "slipway.push.change",
    "slipway.push.history",
    "slipway.push.preview",
    "slipway.push.nomad",
    "slipway.push.html",
    "slipway.push.text",
    "slipway.push.config",
    "slipway.push.outcome"
  };
  private static final String[] EDGES = {
    "slipway.push.s3",
    "slipway.push.nix",
    "slipway.push.files",
    "slipway.push.serve",
    "slipway.push.source",
    "slipway.push.process"
  };

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("slipway.push");

  @Test
  void onlyTheRootSeesBothCommandsAndEdges() {
    noClasses()
        .that()
        .resideOutsideOfPackages("slipway.push")
        .and()
        .resideOutsideOfPackages(EDGES)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(EDGES)
        .check(CLASSES);
  }

  @Test
  void theMiddleKnowsNothingOfTheOutside() {
    noClasses()
        .that()
        .resideInAnyPackage(PURE)
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "slipway.push.cli",
                "slipway.push.operation",
                "java.nio.file.attribute",
                "java.net.http",
                "software.amazon..",
                "picocli.."))
        .check(CLASSES);
  }

  @Test
  void picocliStaysInTheCommands() {
    noClasses()
        .that()
        .resideOutsideOfPackage("slipway.push.cli")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("picocli..")
        .check(CLASSES);
  }

  @Test
  void timeAndEnvironmentAreReadAtTheTop() {
    noClasses()
        .that()
        .resideOutsideOfPackages("slipway.push")
        .should()
        .callMethod(Clock.class, "systemUTC")
        .orShould()
        .callMethod(Clock.class, "systemDefaultZone")
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(InstantSource.class, "system")
        .orShould()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(CLASSES);
  }

  @Test
  void packagesFormNoRings() {
    slices().matching("slipway.push.(*)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void theDeployerIsAnotherProgram() {
    classes()
        .that()
        .resideInAPackage("slipway.push..")
        .should()
        .onlyDependOnClassesThat()
        .resideOutsideOfPackages("slipway.deployer..", "slipway.e2e..")
        .check(CLASSES);
  }
}
