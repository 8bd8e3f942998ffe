package slipway.push.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramsTest {
  @TempDir Path folder;

  private final List<String> heard = new ArrayList<>();

  @Test
  void outputErrorsAndExitCodeAreKeptApart() throws Exception {
    Finished finished = run("echo out; echo one >&2; echo two >&2; exit 3");
    assertEquals(new Finished(3, "out\n", List.of("one", "two")), finished);
    assertEquals(List.of("one", "two"), heard);
    assertEquals("one\ntwo", finished.reason());
    assertFalse(finished.succeeded());
  }

  @Test
  void muchOutputOnBothSidesDoesNotBlock() throws Exception {
    Finished finished = run("for i in $(seq 20000); do echo line $i; echo error $i >&2; done");
    assertTrue(finished.output().endsWith("line 20000\n"));
    assertEquals("error 20000", finished.lastErrors().getLast());
    assertEquals(12, finished.lastErrors().size());
  }

  @Test
  void itRunsInTheFolderWithWhatIsAddedToTheEnvironment() throws Exception {
    Finished finished =
        new Programs(folder, _ -> {})
            .run(List.of("sh", "-c", "pwd -P; echo $ADDED; cat"), Map.of("ADDED", "yes"));
    assertEquals(folder.toRealPath() + "\nyes\n", finished.output());
  }

  @Test
  void aProgramThatIsNotThereIsAnIoException() {
    Programs programs = new Programs(folder, _ -> {});
    assertThrows(IOException.class, () -> programs.run(List.of("no-such-program"), Map.of()));
    assertFalse(Programs.isAnyRunning());
  }

  @Test
  void itIsKnownWhetherAnyRuns() throws Exception {
    List<Boolean> meanwhile = new ArrayList<>();
    Programs programs = new Programs(folder, _ -> meanwhile.add(Programs.isAnyRunning()));
    var _ = programs.run(List.of("sh", "-c", "echo now >&2; read line; :"), Map.of());
    assertEquals(List.of(true), meanwhile);
    assertFalse(Programs.isAnyRunning());
  }

  @Test
  void aHostThatIsAskedWithoutAProxyIsAddedToThoseTheDeveloperNamed() throws Exception {
    assertEquals(
        "a.example,127.0.0.1|b.example,127.0.0.1",
        noProxy(Map.of("no_proxy", "a.example", "NO_PROXY", "b.example")));
    assertEquals("127.0.0.1|127.0.0.1", noProxy(Map.of("no_proxy", "", "NO_PROXY", "")));
  }

  @Test
  void whatOnlyOneVariableNamesIsNotHiddenByTheOther() throws Exception {
    String both = "a.example,127.0.0.1|a.example,127.0.0.1";
    assertEquals(both, noProxy(Map.of("no_proxy", "", "NO_PROXY", "a.example")));
    assertEquals(both, noProxy(Map.of("no_proxy", "a.example", "NO_PROXY", "")));
  }

  @Test
  void everyHostStaysEveryHost() throws Exception {
    assertEquals("*|*", noProxy(Map.of("no_proxy", "*", "NO_PROXY", "*")));
  }

  private String noProxy(Map<String, String> environment) throws IOException {
    return new Programs(folder, _ -> {})
        .asking("127.0.0.1")
        .withErrors(_ -> {})
        .run(List.of("sh", "-c", "printf '%s|%s' \"$no_proxy\" \"$NO_PROXY\""), environment)
        .output();
  }

  private Finished run(String script) throws IOException {
    return new Programs(folder, heard::add).run(List.of("sh", "-c", script), Map.of());
  }

  @Test
  void aProgramThatTakesTooLongIsEnded() throws Exception {
    Programs quick = new Programs(Path.of("."), _ -> {}).within(Duration.ofMillis(100));
    long start = System.nanoTime();
    assertFalse(quick.run(List.of("sleep", "20"), Map.of()).succeeded());
    assertTrue(Duration.ofNanos(System.nanoTime() - start).toSeconds() < 10);
  }
}
