package slipway.e2e.deploy;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import slipway.e2e.ground.Ground;
import slipway.e2e.host.Deployer;
import slipway.e2e.host.Output;
import slipway.e2e.host.Slipway;
import slipway.e2e.host.ThrowawayHost;
import slipway.e2e.site.Site;
import tools.jackson.databind.JsonNode;

/// The NixOS modules, as far as plain Nix gets: `docs/reference/nixos.md` says what is not seen
/// here.
@OnSite
class NixosModuleTest {
  /// Where a copy of nixpkgs' `lib` is, such as `…/nixpkgs/lib`.
  private static final String LIB = "NIXPKGS_LIB";

  @Test
  void everyNixFileParses(Ground ground) {
    NixCode code = NixCode.on(ground.host());
    assertTrue(NixCode.files().contains(Path.of("flake.nix")), NixCode.files()::toString);
    assertAll(NixCode.files().stream().map(file -> () -> code.parse(file).orFail()));
  }

  @Test
  void theDeployerTakesTheSettingsThatTheModuleRenders(Ground ground) {
    JsonNode good = NixCode.on(ground.host()).plain("cases.good");
    assertTrue(good.size() > 3, good::toString);
    assertAll(
        each(
            good,
            outcome -> {
              assertEquals(0, outcome.path("failures").size(), outcome::toString);
              Output judged = validated(ground.host(), outcome.path("settings"));
              assertEquals(0, judged.exit(), judged::toString);
            }));
  }

  @Test
  void theDeployerRefusesWhatTheModuleCannotKnow(Ground ground) {
    JsonNode refused = NixCode.on(ground.host()).plain("cases.refused");
    assertFalse(refused.isEmpty());
    assertAll(
        each(
            refused,
            outcome -> {
              Output judged = validated(ground.host(), outcome.path("settings"));
              assertEquals(2, judged.exit(), judged::toString);
              assertTrue(judged.err().contains(outcome.path("says").asString()), judged.err());
            }));
  }

  @Test
  void wrongOptionsAreRefusedWithWhatToType(Ground ground) {
    JsonNode bad = NixCode.on(ground.host()).plain("cases.bad");
    assertTrue(bad.size() > 5, bad::toString);
    assertAll(
        each(
            bad,
            outcome -> {
              JsonNode failures = outcome.path("failures");
              assertEquals(1, failures.size(), failures::toString);
              String message = failures.path(0).asString();
              assertTrue(message.contains(outcome.path("says").asString()), message);
            }));
  }

  @Test
  void thePushToolTakesTheSettingsThatTheModuleRenders(Site site) {
    Slipway slipway = site.slipway();
    JsonNode settings = NixCode.on(site.host()).plain("cases.publisher");
    slipway.write("published.json", settings.toString());
    Output output = slipway.run("--config", "published.json", "history");
    assertFalse(output.err().contains("published.json"), output::toString);
    assertTrue(output.err().contains("manifest.key"), output::toString);
  }

  @Test
  void theReferenceHasAllOptions(Ground ground) throws Exception {
    JsonNode options = NixCode.on(ground.host()).plain("options");
    String page = Files.readString(NixCode.root().resolve("docs/reference/nixos.md"));
    assertEquals(sorted(options.path("deployer")), rows(page, "services.slipway.deployer"));
    assertEquals(sorted(options.path("publisher")), rows(page, "services.slipway.publisher"));
    assertEquals(sorted(options.path("bucket")), rows(page, "A bucket of either"));
  }

  private static Set<String> sorted(JsonNode names) {
    return names.values().stream()
        .map(JsonNode::asString)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// What stands first in the rows of the section's table.
  private static Set<String> rows(String page, String heading) {
    String section = page.split("## " + heading + "\n", 2)[1].split("\n## ", 2)[0];
    return Pattern.compile("(?m)^\\| `([A-Za-z.]+)` \\|")
        .matcher(section)
        .results()
        .map(row -> row.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void modulesAndFlakeHoldInTheModuleSystemOfNixpkgs(Ground ground) throws Exception {
    String lib = System.getenv(LIB);
    if (lib == null) {
      System.out.println("left out: modules and flake were not evaluated, " + LIB + " is not set");
      return;
    }
    NixCode code = NixCode.on(ground.host());
    code.bring(Path.of(lib));
    String said = code.withLibrary("module.nix").asString();
    assertTrue(said.startsWith("ok, "), said);
    JsonNode outputs = code.withLibrary("outputs.nix");
    assertEquals("[\"deployer\",\"publisher\"]", outputs.path("modules").toString());
    assertEquals("slipway-deployer", outputs.path("deployer").asString());
    String pom = Files.readString(NixCode.root().resolve("pom.xml"));
    assertTrue(pom.contains("\n  <version>" + outputs.path("version").asString() + "</version>"));
    assertTrue(outputs.path("build").asString().contains("packaging/image"), outputs::toString);
    assertTrue(outputs.path("files").asInt() > 100, outputs::toString);
    assertTrue(outputs.path("script").asString().contains("switch-to-configuration"));
  }

  private static Stream<Executable> each(JsonNode cases, Check check) {
    return cases.properties().stream().map(one -> () -> check.check(one.getValue()));
  }

  private static Output validated(ThrowawayHost host, JsonNode settings) {
    String file = "/root/nix-code/deployer.json";
    host.write(file, settings.toString());
    return new Deployer(host, file, Ground.CREDENTIALS).run("validate");
  }

  /// What has to be true of one case.
  private interface Check {
    void check(JsonNode outcome);
  }
}
