package slipway.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfirmationTest {
  @TempDir Path folder;

  @Test
  void whatHostsWillDoIsShownAndAskedFor() throws Exception {
    try (Desk desk = Desk.ready(folder)) {
      desk.set("web", "1");
      Desk.Ran ran = desk.answering("").run("remove", "web").expect(0);
      assertEquals(
          """
          on a: stop web
          web (goes)
            store path  - %s
            hosts       -a
            unit        web.service (goes)
          Go ahead? [Y/n]
          """
              .formatted(Desk.path("web", "1")),
          ran.err());
    }
  }

  @Test
  void anythingButYesLeavesTheManifestAlone() throws Exception {
    try (Desk desk = Desk.ready(folder)) {
      desk.set("web", "1");
      desk.set("web", "2");
      for (String[] command : new String[][] {{"remove", "web"}, {"rollback"}}) {
        assertTrue(
            desk.answering("n").run(command).expect(1).err().contains("nothing was changed"));
        desk.answering("what?", "No").run(command).expect(1);
        desk.answering().run(command).expect(1);
      }
      assertTrue(desk.run("history").out().contains("web-1 -> web-2"));
    }
  }

  @Test
  void yesIsNotAsked() throws Exception {
    try (Desk desk = Desk.ready(folder)) {
      desk.set("web", "1");
      String err = desk.answering().run("remove", "web", "--yes").expect(0).err();
      assertTrue(err.contains("on a: stop web"), err);
      assertFalse(err.contains("Go ahead"), err);
    }
  }

  @Test
  void withoutATerminalNothingIsShownOrAsked() throws Exception {
    try (Desk desk = Desk.ready(folder)) {
      desk.set("web", "1");
      assertEquals("", desk.run("remove", "web").expect(0).err());
    }
  }

  @Test
  void whatChangesNothingIsNotAsked() throws Exception {
    try (Desk desk = Desk.ready(folder)) {
      desk.set("web", "1");
      desk.set("web", "2");
      desk.set("web", "1");
      desk.answering().run("rollback", "20260101T1002").expect(0);
    }
  }
}
