package slipway.deployer.nix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import slipway.deployer.reconcile.HostException;
import slipway.manifest.NixPublicKey;
import slipway.manifest.StorePath;

class NixClosuresTest {
  private static final StorePath WEB = StorePath.of("/nix/store/" + "0".repeat(32) + "-web");
  private static final StorePath API = StorePath.of("/nix/store/" + "1".repeat(32) + "-api");
  private static final NixPublicKey KEY =
      NixPublicKey.parse("team-1:cEkuor9z9JB7h4UwERX7RBlhN+yWm0cpyq3Z1Q80LTA=");

  /// What Nix says of a path that the index has a bad signature of.
  private static final String FAILS_BY_INDEX =
      """
      case "$*" in
        */indexed*) echo "error: cannot add path '%s' because it lacks a signature by a trusted key" >&2; exit 1 ;;
      esac
      """
          .formatted(WEB);

  @TempDir Path directory;
  private final List<String> progress = new CopyOnWriteArrayList<>();
  private ScriptedNix nix;

  @BeforeEach
  void noCommandsYet() throws Exception {
    nix = ScriptedNix.in(directory);
  }

  @Test
  void aPathIsPresentWhenItIsOnDiskAndNixCallsItValid() throws Exception {
    nix.with("nix-store", "echo " + API);
    onDisk(WEB);
    onDisk(API);
    StorePath absent = StorePath.of("/nix/store/" + "2".repeat(32) + "-absent");
    assertEquals(Set.of(WEB), closures().present(List.of(WEB, API, absent), Set.of()));
    assertEquals(
        List.of("nix-store --check-validity --print-invalid " + WEB + " " + API), nix.calls());
  }

  @Test
  void nixIsAskedOnceAboutAPathThatStays() throws Exception {
    nix.with("nix-store", "");
    onDisk(WEB);
    NixClosures closures = closures();
    assertEquals(Set.of(WEB), closures.present(List.of(WEB), Set.of()));
    assertEquals(Set.of(WEB), closures.present(List.of(WEB), Set.of()));
    assertEquals(1, nix.calls().size());
    Files.delete(directory.resolve("root" + WEB));
    assertEquals(Set.of(), closures.present(List.of(WEB), Set.of()));
    onDisk(WEB);
    assertEquals(Set.of(WEB), closures.present(List.of(WEB), Set.of()));
    assertEquals(2, nix.calls().size());
  }

  @Test
  void aLaterProcessAsksNixNothingAboutAPathThatStayed() throws Exception {
    nix.with("nix-store", "");
    onDisk(WEB);
    Path remembered = directory.resolve("t.valid");
    assertEquals(Set.of(WEB), closures(remembered).present(List.of(WEB), Set.of()));
    assertEquals(Set.of(WEB), closures(remembered).present(List.of(WEB), Set.of()));
    assertEquals(1, nix.calls().size());
    Path store = directory.resolve("root" + WEB);
    Files.move(store, store.resolveSibling("old"));
    onDisk(WEB);
    assertEquals(Set.of(WEB), closures(remembered).present(List.of(WEB), Set.of()));
    assertEquals(2, nix.calls().size(), "made again");
    nix.with("nix-store", "exit 1");
    assertThrows(HostException.class, () -> closures(remembered).hold(WEB));
    assertEquals(Set.of(), closures(remembered).present(List.of(WEB), Set.of()), "not held");
  }

  @Test
  void nixIsAskedNothingAboutAPathThatItHasJustCopied() throws Exception {
    nix.with("nix", "").with("nix-store", "");
    onDisk(WEB);
    Path remembered = directory.resolve("t.valid");
    assertEquals(Map.of(), closures(remembered).copy(Set.of(WEB)));
    assertEquals(Set.of(WEB), closures(remembered).present(List.of(WEB), Set.of()));
    assertEquals(2, nix.calls().size(), nix.calls()::toString);
  }

  @Test
  void nixIsAskedWhereWhatWasRememberedCannotBeRead() throws Exception {
    nix.with("nix-store", "");
    onDisk(WEB);
    Path remembered = Files.writeString(directory.resolve("t.valid"), WEB + "\nnothing\n");
    assertEquals(Set.of(WEB), closures(remembered).present(List.of(WEB), Set.of()));
    assertEquals(1, nix.calls().size());
    Path nowhere = directory.resolve("absent/t.valid");
    assertEquals(Set.of(WEB), closures(nowhere).present(List.of(WEB), Set.of()));
    assertEquals(2, nix.calls().size());
  }

  @Test
  void whatNixCannotConfirmIsNotPresent() throws Exception {
    nix.with("nix-store", "exit 1");
    onDisk(WEB);
    assertEquals(Set.of(), closures().present(List.of(WEB), Set.of()));
  }

  @Test
  void whatWasWholeBeforeIsPresentWhileNixCannotBeAsked() throws Exception {
    nix.with("nix-store", "exit 1");
    onDisk(WEB);
    onDisk(API);
    assertEquals(Set.of(WEB), closures().present(List.of(WEB, API), Set.of(WEB)));
    nix.with("nix-store", "echo " + WEB);
    assertEquals(Set.of(API), closures().present(List.of(WEB, API), Set.of(WEB)));
  }

  @Test
  void oneCommandCopiesAllPathsAndAsksNothingButTheBucket() throws Exception {
    nix.with("nix", "echo \"$HOME $XDG_CACHE_HOME $FROM_LEASE\" > " + directory + "/env");
    nix.with("nix-store", "");
    assertEquals(Map.of(), closures().copy(Set.of(API, WEB)));
    String call = nix.calls().getFirst();
    assertEquals(
        List.of("nix-store --realise --option substitute false " + WEB + " " + API),
        nix.calls().subList(1, nix.calls().size()));
    assertTrue(
        call.startsWith(
            "nix --extra-experimental-features nix-command copy --from http://127.0.0.1:7/secret "));
    assertTrue(call.endsWith(" " + WEB + " " + API), call);
    for (String option :
        List.of(
            "narinfo-cache-negative-ttl 0",
            "require-sigs true",
            "substituters  ",
            "netrc-file /run/netrc",
            "trusted-public-keys " + KEY)) {
      assertTrue(call.contains("--option " + option), option);
    }
    assertFalse(call.contains("--no-check-sigs"));
    String env = Files.readString(directory.resolve("env"));
    assertTrue(env.startsWith(directory + "/tmp/slipway-") && env.endsWith("/cache yes\n"), env);
    assertEquals(List.of(), nix.leftovers());
  }

  @Test
  void whatIsHereIsHeldAndWhatIsGoneIsToldOf() throws Exception {
    nix.with("nix-store", "");
    onDisk(WEB);
    NixClosures closures = closures();
    closures.present(List.of(WEB), Set.of());
    closures.hold(WEB);
    assertEquals("nix-store --realise --option substitute false " + WEB, nix.calls().getLast());
    nix.with("nix-store", "case $1 in --realise) exit 1 ;; *) echo " + WEB + " ;; esac");
    String message =
        String.valueOf(assertThrows(HostException.class, () -> closures.hold(WEB)).getMessage());
    assertTrue(message.startsWith(WEB + " was here and cannot be held"), message);
    assertEquals(Set.of(), closures.present(List.of(WEB), Set.of()), "Nix is asked anew");
  }

  @Test
  void whatACollectorTookIsCopiedAgain() throws Exception {
    nix.with("nix", "");
    nix.with(
        "nix-store", "test -e " + directory + "/held || { touch " + directory + "/held; exit 1; }");
    assertEquals(Map.of(), closures().copy(Set.of(WEB)));
    assertEquals(4, nix.calls().size());
  }

  @Test
  void whatIsTakenEachTimeIsToldOf() throws Exception {
    nix.with("nix", "");
    nix.with("nix-store", "echo \"error: path '" + WEB + "' is not valid\" >&2; exit 1");
    String reason = closures().copy(Set.of(WEB)).get(WEB);
    assertTrue(reason.contains("3 times") && reason.contains("is not valid"), reason);
    assertEquals(6, nix.calls().size());
  }

  @Test
  void withoutKeysInTheSettingsThoseOfTheHostHold() throws Exception {
    nix.with("nix", "");
    nix.with("nix-store", "");
    closures(new Trust(List.of()), Optional.empty()).copy(Set.of(WEB));
    assertFalse(nix.calls().getFirst().contains("trusted-public-keys"));
  }

  @Test
  void oneMissingPathDoesNotHoldBackTheOthers() throws Exception {
    nix.with(
        "nix",
        """
        case "$*" in *-web*)
          echo "error: path '%s' is required, but there is no substituter that can build it" >&2
          exit 1
        esac
        """
            .formatted(WEB));
    nix.with("nix-store", "");
    Map<StorePath, String> failures = closures().copy(Set.of(WEB, API));
    assertEquals(
        Map.of(
            WEB,
            WEB
                + " is not in s3://releases/ at http://s3.test; push it again, which uploads what is"
                + " missing (nix: path '"
                + WEB
                + "' is required, but there is no substituter that can build it)"),
        failures);
    assertEquals(4, nix.calls().size());
  }

  @Test
  void aForeignSignatureIsNamedWithTheKeysThatWouldDo() throws Exception {
    nix.with(
        "nix",
        "echo \"error: cannot add path '"
            + WEB
            + "' because it lacks a signature by a trusted key\" >&2; exit 1");
    String reason = closures().copy(Set.of(WEB)).get(WEB);
    assertTrue(
        reason.startsWith(
            WEB + " has no signature by a key that this host trusts (team-1); push it again"),
        reason);
  }

  @Test
  void aFullDiskStopsTheWholeCopy() throws Exception {
    nix.with("nix", "echo 'error: writing to file: No space left on device' >&2; exit 1");
    HostException full = assertThrows(HostException.class, () -> closures().copy(Set.of(WEB, API)));
    assertTrue(full.getMessage().contains("the disk of /nix is full"), full.getMessage());
    assertEquals(1, nix.calls().size());
  }

  @Test
  void aBucketThatIsAwayIsTheReasonRatherThanNixsWords() throws Exception {
    nix.with("nix", "echo \"error: unable to download 'http://127.0.0.1:7/secret/x'\" >&2; exit 1");
    Transport.Trouble away = new Transport.Trouble("no answer from s3.test", Transport.Reach.ALL);
    HostException failed =
        assertThrows(
            HostException.class,
            () -> closures(new Trust(List.of()), Optional.of(away)).copy(Set.of(WEB, API)));
    assertEquals("nix copy brought nothing: no answer from s3.test", failed.getMessage());
  }

  @Test
  void aPathThatTheBucketDoesNotAnswerForDoesNotHoldBackTheOthers() throws Exception {
    nix.with("nix", "case \"$*\" in *-web*) echo 'error: HTTP error 424' >&2; exit 1; esac");
    nix.with("nix-store", "");
    assertEquals(Map.of(WEB, "no answer"), unanswered().copy(Set.of(WEB, API)));
    assertEquals(4, nix.calls().size());
  }

  @Test
  void aBucketThatDoesNotAnswerForTwoPathsInARowIsAskedForNoThird() throws Exception {
    nix.with("nix", "echo 'error: HTTP error 424' >&2; exit 1");
    StorePath third = StorePath.of("/nix/store/" + "2".repeat(32) + "-third");
    String untried = "not tried, since the bucket did not answer for others: no answer";
    assertEquals(
        Map.of(WEB, "no answer", API, "no answer", third, untried),
        unanswered().copy(Set.of(WEB, API, third)));
    assertEquals(3, nix.calls().size());
  }

  @Test
  void anArchiveThatIsNotThereOrDamagedIsToldWithTheNextStep() throws Exception {
    nix.with(
        "nix",
        "echo \"error: file 'nar/0.nar.zst' does not exist in binary cache 'x'\" >&2; exit 1");
    String absent = closures().copy(Set.of(WEB)).get(WEB);
    assertTrue(absent.startsWith("an archive of " + WEB + " is not in s3://releases/"), absent);
    assertTrue(absent.contains("push it again"), absent);
    nix.with("nix", "echo \"error: hash mismatch importing path '" + WEB + "'\" >&2; exit 1");
    String damaged = closures().copy(Set.of(WEB)).get(WEB);
    assertTrue(damaged.contains("is not what was signed; delete the object"), damaged);
  }

  private NixClosures unanswered() {
    Transport.Trouble trouble = new Transport.Trouble("no answer", Transport.Reach.PERHAPS_ALL);
    return closures(new Trust(List.of(KEY)), Optional.of(trouble));
  }

  @Test
  void theAddressOfTheLoopbackStoreIsNotRepeatedInMessages() throws Exception {
    nix.with("nix", "echo \"error: unable to download 'http://127.0.0.1:7/secret/x'\" >&2; exit 1");
    assertEquals(
        "nix could not copy "
            + WEB
            + " from s3://releases/ at http://s3.test (nix: unable to download"
            + " 's3://releases/ at http://s3.test/x'); where that stays so, delete the object that"
            + " `URL` in its narinfo names, and push it again",
        closures().copy(Set.of(WEB)).get(WEB));
  }

  @Test
  void whatFailsByAClosureIndexIsTriedWithoutIt() throws Exception {
    nix.with("nix", FAILS_BY_INDEX).with("nix-store", "");
    assertEquals(Map.of(), indexed(Optional.empty()).copy(Set.of(WEB)));
    assertEquals(2, copies().size());
    assertTrue(copies().getFirst().contains("/indexed "), copies()::toString);
    assertTrue(copies().getLast().contains("/secret "), copies()::toString);
  }

  @Test
  void ofManyThatFailByAClosureIndexEachIsTriedWithoutIt() throws Exception {
    nix.with("nix", FAILS_BY_INDEX).with("nix-store", "");
    assertEquals(Map.of(), indexed(Optional.empty()).copy(Set.of(WEB, API)));
    assertEquals(3, copies().size());
    assertEquals(1, copies().stream().filter(call -> call.contains("/indexed ")).count());
  }

  @Test
  void whatTheBucketItselfIsTheTroubleOfIsNotTriedTwice() throws Exception {
    nix.with("nix", "echo \"error: path '" + WEB + "' is not valid\" >&2; exit 1");
    Transport.Trouble away = new Transport.Trouble("no answer", Transport.Reach.PERHAPS_ALL);
    assertEquals(Map.of(WEB, "no answer"), indexed(Optional.of(away)).copy(Set.of(WEB)));
    assertEquals(1, copies().size());
  }

  @Test
  void aCopyThatDoesNotEndIsStopped() throws Exception {
    nix.with("nix", "echo copying >&2; exec sleep 60");
    Copying copying =
        new Copying(
            nix.tools(),
            new FixedTransport(Optional.empty()),
            new Trust(List.of(KEY)),
            Duration.ofMillis(500),
            progress::add);
    HostException stopped =
        assertThrows(
            HostException.class,
            () -> new NixClosures(copying, directory.resolve("root")).copy(Set.of(WEB)));
    assertTrue(stopped.getMessage().contains("it was stopped after 0 s"), stopped.getMessage());
    assertEquals(List.of("copying"), progress);
    assertEquals(List.of(), nix.leftovers());
  }

  private List<String> copies() throws Exception {
    return nix.calls().stream().filter(call -> call.startsWith("nix ")).toList();
  }

  private NixClosures indexed(Optional<Transport.Trouble> trouble) {
    return closures(new Trust(List.of(KEY)), new FixedTransport(trouble, true));
  }

  private NixClosures closures() {
    return closures(new Trust(List.of(KEY)), Optional.empty());
  }

  private NixClosures closures(Path remembered) {
    return new NixClosures(
        new Copying(
            nix.tools(),
            new FixedTransport(Optional.empty()),
            new Trust(List.of(KEY)),
            Duration.ofSeconds(20),
            progress::add),
        directory.resolve("root"),
        remembered);
  }

  private NixClosures closures(Trust trust, Optional<Transport.Trouble> trouble) {
    return closures(trust, new FixedTransport(trouble));
  }

  private NixClosures closures(Trust trust, FixedTransport transport) {
    return new NixClosures(
        new Copying(nix.tools(), transport, trust, Duration.ofSeconds(20), progress::add),
        directory.resolve("root"));
  }

  private void onDisk(StorePath path) throws Exception {
    Path file = directory.resolve("root" + path);
    Files.createDirectories(file.getParent());
    Files.createFile(file);
  }
}
