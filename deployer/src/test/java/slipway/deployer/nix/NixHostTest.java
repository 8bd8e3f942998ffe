package slipway.deployer.nix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import slipway.manifest.StorePath;

/// Against the Nix of the host this runs on, as root, with a bucket that is a directory.
@Tag("host")
class NixHostTest {
  private static final Path ROOT = Path.of("/");

  @TempDir static Path shared;
  private static NixTools tools;
  private static Developer developer;

  @TempDir Path directory;
  private final NixProfiles profiles =
      new NixProfiles(
          tools, Path.of("/nix/var/nix/profiles/edges"), Path.of("/nix/var/nix/gcroots/edges"));

  @BeforeAll
  static void aDeveloperWithAStoreAndAKey() throws Exception {
    tools = NixTools.locate(Map.of("PATH", "/usr/bin:/bin"), shared);
    developer = Developer.in(Files.createDirectory(shared.resolve("developer")), tools);
  }

  @AfterEach
  void nothingKeepsAnything() throws Exception {
    for (String service : profiles.generations().keySet()) {
      profiles.remove(service);
    }
    for (Map.Entry<String, Set<StorePath>> roots : profiles.roots().entrySet()) {
      for (StorePath path : roots.getValue()) {
        profiles.dropRoot(roots.getKey(), path);
      }
    }
  }

  @Test
  void aSignedClosureIsCopied() throws Exception {
    StorePath path = developer.push("signed", "ours");
    NixClosures closures = closures();
    assertEquals(Set.of(), closures.present(List.of(path), Set.of()));
    assertEquals(Map.of(), closures.copy(Set.of(path)));
    assertEquals(Set.of(path), closures.present(List.of(path), Set.of()));
    assertFalse(Files.exists(Path.of("/root/.cache/nix")));
  }

  @Test
  void aForeignAndAMissingPathDoNotHoldBackTheGoodOne() throws Exception {
    StorePath good = developer.push("good", "ours");
    StorePath foreign = developer.push("foreign", "theirs");
    StorePath missing = StorePath.of("/nix/store/" + "0".repeat(32) + "-missing");
    NixClosures closures = closures();
    Map<StorePath, String> failures = closures.copy(Set.of(good, foreign, missing));
    assertEquals(Set.of(foreign, missing), failures.keySet());
    assertTrue(
        failures
            .get(foreign)
            .startsWith(
                foreign + " has no signature by a key that this host trusts (ours); push it again"),
        failures.toString());
    assertTrue(
        failures.get(missing).startsWith(missing + " is not in s3://releases/; push it again"),
        failures.toString());
    assertEquals(Set.of(good), closures.present(Set.of(good, foreign, missing), Set.of()));
  }

  @Test
  void aPathThatWasMissingIsFoundAsSoonAsItIsThere() throws Exception {
    StorePath path = developer.build("late");
    NixClosures closures = closures();
    assertEquals(Set.of(path), closures.copy(Set.of(path)).keySet());
    developer.push("late", "ours");
    assertEquals(Map.of(), closures.copy(Set.of(path)));
  }

  @Test
  void aPathThatWasUnpackedByHalfIsNotPresentAndIsMadeWhole() throws Exception {
    StorePath path = developer.push("half", "ours");
    Files.createDirectories(Path.of(path + "/bin"));
    NixClosures closures = closures();
    assertEquals(Set.of(), closures.present(List.of(path), Set.of()));
    assertEquals(Map.of(), closures.copy(Set.of(path)));
    assertEquals(Set.of(path), closures.present(List.of(path), Set.of()));
    assertTrue(Files.isExecutable(Path.of(path + "/bin/half")));
  }

  @Test
  void aRootKeepsWhatItNamesFromTheCollectorAndNothingElseDoes() throws Exception {
    StorePath path = developer.push("rooted", "ours");
    NixClosures closures = closures();
    profiles.addRoot("web", path);
    closures.copy(Set.of(path));
    tools.ask("nix-store", List.of("--gc"));
    assertEquals(Set.of(path), closures.present(List.of(path), Set.of()));
    profiles.dropRoot("web", path);
    tools.ask("nix-store", List.of("--gc"));
    assertEquals(Set.of(), closures.present(List.of(path), Set.of()));
  }

  @Test
  void aProfileHasGenerationsThatNixItselfListsAndRollsBack() throws Exception {
    StorePath one = developer.push("one", "ours");
    StorePath two = developer.push("two", "ours");
    closures().copy(Set.of(one, two));
    profiles.set("web", one);
    profiles.set("web", two);
    assertEquals(Map.of("web", two), profiles.current());
    List<String> arguments = List.of("-p", "/nix/var/nix/profiles/edges/web", "--rollback");
    tools.ask("nix-env", arguments);
    assertEquals(Map.of("web", one), profiles.current());
    profiles.keepOnly("web", Set.of());
    assertEquals(Map.of("web", Set.of(one)), profiles.generations());
    profiles.remove("web");
    assertEquals(Map.of(), profiles.current());
    assertEquals(Map.of(), profiles.generations());
  }

  private NixClosures closures() {
    return new NixClosures(
        new Copying(
            tools, developer.transport(), developer.trust("ours"), Duration.ofSeconds(60), _ -> {}),
        ROOT);
  }
}
