package slipway.e2e;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which module may know which: `deployer -> binary-cache -> manifest-schema <- push-tool ->
/// binary-cache`, and nothing else.
@Tag("architecture")
class ModulesTest {
  private static final List<String> MODULES =
      List.of("manifest", "unit", "report", "cache", "deployer", "push");

  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(MODULES.stream().map(ModulesTest::packages).toArray(String[]::new));

  @ParameterizedTest
  @CsvSource({
    "manifest,",
    "unit,manifest",
    "report,manifest",
    "cache,manifest",
    "deployer,manifest unit report cache",
    "push,manifest unit report cache"
  })
  void aModuleKnowsOnlyThoseBelowIt(String module, String below) {
    List<String> known = below == null ? List.of() : List.of(below.split(" ", -1));
    String[] others =
        MODULES.stream()
            .filter(other -> !other.equals(module) && !known.contains(other))
            .map(other -> packages(other) + "..")
            .toArray(String[]::new);
    classes()
        .that()
        .resideInAPackage(packages(module) + "..")
        .should()
        .onlyDependOnClassesThat()
        .resideOutsideOfPackages(others)
        .check(ALL);
  }

  private static String packages(String module) {
    return "slipway." + module;
  }
}
