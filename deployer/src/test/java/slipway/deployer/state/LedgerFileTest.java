package slipway.deployer.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static slipway.deployer.plan.Samples.NOW;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import slipway.deployer.notify.Episode;
import slipway.deployer.notify.Event;
import slipway.deployer.notify.Known;
import slipway.deployer.notify.Ledger;
import slipway.deployer.notify.Ledger.Pending;
import slipway.deployer.notify.Ledger.Trouble;
import slipway.deployer.notify.Letter;
import slipway.deployer.notify.Memory;
import slipway.deployer.notify.Outcome;

class LedgerFileTest {
  private static final Episode EPISODE =
      new Episode(Outcome.ROLLED_BACK, "e2", 1, NOW, NOW.plusSeconds(2), List.of("rolled-back e2"));
  private static final Ledger FULL =
      new Ledger(
          new Memory(
              false,
              new Known(Outcome.OK, "g1", NOW, 0, null),
              new TreeMap<>(Map.of("web", new Known(Outcome.ROLLED_BACK, "e2", NOW, 1, EPISODE)))),
          List.of(
              new Pending(
                  new Letter("0011", Event.FAILURE, "biz: web", "{\"a\":\"\\n\"}"),
                  new TreeSet<>(Set.of("webhook")))),
          new TreeMap<>(Map.of("webhook", new Trouble(NOW.plusSeconds(3)))));

  @TempDir Path folder;

  @Test
  void whatIsKeptIsLoaded() throws IOException {
    assertEquals(Ledger.NOTHING, file().load());
    file().keep(FULL);
    assertEquals(FULL, file().load());
  }

  @Test
  void aFileOfTheFirstVersionIsStillRead() throws IOException {
    write(
        """
        {"version":1,"first":false,
         "host":{"outcome":"ok","entry":"g1","since":"2026-01-02T03:04:05Z","release":0},
         "services":{"web":{"outcome":"rolled-back","entry":"e2","since":"2026-01-02T03:04:05Z","release":1,
           "episode":{"outcome":"rolled-back","entry":"e2","release":1,"began":"2026-01-02T03:04:05Z",
             "toldAt":"2026-01-02T03:04:07Z","told":["rolled-back e2"]}}},
         "pending":[{"to":["webhook"],"id":"0011","event":"failure","text":"biz: web","body":"{\\"a\\":\\"\\\\n\\"}"}],
         "troubles":{"webhook":"2026-01-02T03:04:08Z"}}
        """);
    assertEquals(FULL, file().load());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{\"version\":2}",
        "{\"version\":1}",
        "{\"version\":1,\"first\":true,\"host\":{\"outcome\":\"odd\"},\"services\":{},\"pending\":[],\"troubles\":{}}",
      })
  void aDamagedFileIsForgotten(String content) throws IOException {
    write(content);
    assertEquals(Ledger.NOTHING, file().load());
    file().keep(FULL);
    assertEquals(FULL, file().load());
  }

  /// A directory in its place stands for a disk that takes nothing.
  @Test
  void whileTheDiskTakesNothingItIsKeptInMemory() throws IOException {
    file().keep(Ledger.NOTHING);
    Files.delete(state().resolve("notify.json"));
    Path wall = Files.createDirectories(state().resolve("notify.json/wall"));
    file().keep(FULL);
    assertEquals(FULL, file().load());

    Files.delete(wall);
    Files.delete(state().resolve("notify.json"));
    file().keep(Ledger.NOTHING);
    assertEquals(Ledger.NOTHING, file().load());
    assertFalse(Files.exists(instead()));
  }

  @Test
  void whereNeitherTakesItThatIsSaid() throws IOException {
    Files.createDirectories(state().resolve("notify.json/wall"));
    Files.createDirectories(instead().resolve("wall"));
    IOException no = assertThrows(IOException.class, () -> file().keep(FULL));
    assertTrue(no.toString().contains("biz.notify.json"), no::toString);
  }

  private LedgerFile file() {
    return new LedgerFile(state(), instead());
  }

  private Path state() {
    return folder.resolve("state");
  }

  private Path instead() {
    return folder.resolve("run/biz.notify.json");
  }

  private void write(String content) throws IOException {
    Files.createDirectories(state());
    Files.writeString(state().resolve("notify.json"), content);
  }
}
