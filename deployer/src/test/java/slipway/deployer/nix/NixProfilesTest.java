package slipway.deployer.nix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import slipway.deployer.reconcile.HostException;
import slipway.manifest.StorePath;

class NixProfilesTest {
  private static final StorePath ONE = StorePath.of("/nix/store/" + "1".repeat(32) + "-web-1.0");
  private static final StorePath TWO = StorePath.of("/nix/store/" + "2".repeat(32) + "-web-2.0");

  @TempDir Path directory;
  private Path links;
  private Path roots;
  private ScriptedNix nix;
  private NixProfiles profiles;

  @BeforeEach
  void emptyDirectories() throws Exception {
    links = directory.resolve("profiles/biz");
    roots = directory.resolve("gcroots/biz");
    nix = ScriptedNix.in(directory).with("nix-env", "");
    profiles = new NixProfiles(nix.tools(), links, roots);
  }

  @Test
  void aHostWithoutProfilesHasNone() throws Exception {
    assertEquals(Map.of(), profiles.current());
    assertEquals(Map.of(), profiles.generations());
    assertEquals(Map.of(), profiles.roots());
  }

  @Test
  void profilesAndGenerationsAreReadFromTheirLinks() throws Exception {
    generation("web", 1, ONE);
    generation("web", 2, TWO);
    generation("web-2", 7, ONE);
    link("web", "web-2-link");
    link("web-2", "web-2-7-link");
    assertEquals(Map.of("web", TWO, "web-2", ONE), profiles.current());
    assertEquals(Map.of("web", Set.of(ONE, TWO), "web-2", Set.of(ONE)), profiles.generations());
  }

  @Test
  void whatHasAnotherFormIsLeftOut() throws Exception {
    link("web", "other-1-link");
    link("api", "/nix/store");
    link("job", "job-3-link");
    link("job-3-link", "/home/somebody/result");
    Files.createDirectory(links.resolve("directory"));
    Files.writeString(links.resolve("web.lock"), "");
    assertEquals(Map.of(), profiles.current());
    assertEquals(Map.of(), profiles.generations());
  }

  @Test
  void aProfileIsSetByNixItself() throws Exception {
    profiles.set("web", ONE);
    assertEquals(
        List.of("nix-env --profile " + links.resolve("web") + " --set " + ONE), nix.calls());
    assertEquals(List.of(), nix.leftovers());
  }

  @Test
  void nixsOwnErrorIsPassedOn() throws Exception {
    nix.with("nix-env", "echo \"error: path '" + ONE + "' is not valid\" >&2; exit 1");
    HostException failed = assertThrows(HostException.class, () -> profiles.set("web", ONE));
    assertTrue(
        failed.getMessage().endsWith("exit code 1: path '" + ONE + "' is not valid"),
        failed.getMessage());
  }

  @Test
  void aServiceNamedLikeAGenerationIsRefused() throws Exception {
    assertThrows(HostException.class, () -> profiles.set("web-1-link", ONE));
    assertEquals(List.of(), nix.calls());
  }

  @Test
  void generationsThatLeadElsewhereAreDeletedButNeverTheCurrentOne() throws Exception {
    StorePath three = StorePath.of("/nix/store/" + "3".repeat(32) + "-web-3.0");
    generation("web", 1, ONE);
    generation("web", 2, TWO);
    generation("web", 3, ONE);
    generation("web", 4, three);
    link("web", "web-4-link");
    profiles.keepOnly("web", Set.of(TWO));
    assertEquals(1, nix.calls().size());
    String call = nix.calls().getFirst();
    assertTrue(
        Set.of("1 3", "3 1").contains(call.substring(call.indexOf("generations ") + 12)), call);
  }

  @Test
  void nothingToDeleteRunsNothing() throws Exception {
    generation("web", 1, ONE);
    link("web", "web-1-link");
    profiles.keepOnly("web", Set.of());
    profiles.keepOnly("absent", Set.of());
    assertEquals(List.of(), nix.calls());
  }

  @Test
  void aRemovedProfileLeavesNothingAndItsNeighbourAlone() throws Exception {
    generation("web", 1, ONE);
    link("web", "web-1-link");
    Files.writeString(links.resolve("web.lock"), "");
    generation("web-2", 1, TWO);
    link("web-2", "web-2-1-link");
    profiles.remove("web");
    profiles.remove("absent");
    try (var left = Files.list(links)) {
      assertEquals(
          Set.of(links.resolve("web-2"), links.resolve("web-2-1-link")), Set.copyOf(left.toList()));
    }
  }

  @Test
  void aRootIsMadeBeforeItsPathExistsAndOnlyOnce() throws Exception {
    profiles.addRoot("web", ONE);
    profiles.addRoot("web", ONE);
    profiles.addRoot("web", TWO);
    profiles.addRoot("api", TWO);
    assertEquals(
        Path.of(ONE.toString()), Files.readSymbolicLink(roots.resolve("web." + ONE.baseName())));
    assertEquals(Map.of("web", Set.of(ONE, TWO), "api", Set.of(TWO)), profiles.roots());
    profiles.dropRoot("web", ONE);
    profiles.dropRoot("web", ONE);
    assertEquals(Map.of("web", Set.of(TWO), "api", Set.of(TWO)), profiles.roots());
  }

  @Test
  void foreignFilesAmongTheRootsAreIgnoredAndStay() throws Exception {
    Files.createDirectories(roots);
    Files.createSymbolicLink(roots.resolve("web." + ONE.baseName()), Path.of(TWO.toString()));
    Files.createSymbolicLink(roots.resolve("notes"), Path.of("/nowhere"));
    Files.createDirectory(roots.resolve("x." + ONE.baseName()));
    assertEquals(Map.of(), profiles.roots());
    profiles.dropRoot("web", ONE);
    assertTrue(Files.exists(roots.resolve("web." + ONE.baseName()), LinkOption.NOFOLLOW_LINKS));
    HostException inTheWay = assertThrows(HostException.class, () -> profiles.addRoot("web", ONE));
    assertTrue(inTheWay.getMessage().contains("is not a link to " + ONE));
    assertFalse(profiles.roots().containsKey("web"));
  }

  private void generation(String service, int number, StorePath path) throws Exception {
    link(service + "-" + number + "-link", path.toString());
  }

  private void link(String name, String target) throws Exception {
    Files.createDirectories(links);
    Files.createSymbolicLink(links.resolve(name), Path.of(target));
  }
}
