package slipway.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import slipway.cache.testing.Fault;

/// A newcomer at a terminal, who types `slipway init`.
class InitDialogueTest {
  @TempDir Path folder;

  @Test
  void answersLeadFromABucketToWhatToTypeNext() throws Exception {
    try (Desk desk = Desk.at(folder)) {
      desk.answering("releases", desk.server().endpoint().toString(), "", "", "web-1");
      Desk.Ran ran = desk.run("init").expect(0);
      assertTrue(ran.out().contains("\"host\": \"web-1\""), ran.out());
      for (String wanted :
          List.of(
              "region [us-east-1]",
              "profile [the AWS default chain]",
              "s3://releases/ can be used, and keeps conditional writes",
              "wrote s3://releases/manifest.json",
              "slipway init --host web-1 > deployer.json",
              "slipway doctor --host-settings deployer.json",
              "slipway push SERVICE ./result -f service.json --wait")) {
        assertTrue(ran.err().contains(wanted), () -> wanted + " in " + ran.err());
      }
      String settings = Files.readString(folder.resolve("slipway.json"));
      desk.answering("web-1");
      desk.run("init").expect(0);
      assertEquals(settings, Files.readString(folder.resolve("slipway.json")));
    }
  }

  @Test
  void whatOptionsSayIsNotAskedAndAWrongAnswerIsAskedAgain() throws Exception {
    try (Desk desk = Desk.at(folder)) {
      desk.answering("x", "releases", "NO REGION", "eu-1");
      String endpoint = desk.server().endpoint().toString();
      String err =
          desk.run("init", "--endpoint", endpoint, "--profile", "none", "--host", "a").err();
      assertTrue(err.contains("found \"x\"; wanted 3 to 63"), err);
      assertTrue(err.contains("found \"NO REGION\"; wanted a region"), err);
      assertFalse(err.contains("endpoint,"), err);
      assertTrue(err.contains("the profile \"none\" gives no credentials"), err);
      assertTrue(err.contains("the input ended"), err);
      assertFalse(Files.exists(folder.resolve("slipway.json")));
    }
  }

  @Test
  void aMissingBucketIsMadeWhereThatIsWanted() throws Exception {
    try (Desk desk = Desk.at(folder)) {
      String endpoint = desk.server().endpoint().toString();
      desk.answering("new-bucket", endpoint, "", "", "n");
      String err = desk.run("init").expect(2).err();
      assertTrue(err.contains("there is no bucket new-bucket at " + endpoint), err);
      assertFalse(Files.exists(folder.resolve("slipway.json")));
      desk.answering("new-bucket", endpoint, "", "", "y", "a");
      desk.run("init").expect(0);
      assertTrue(desk.run("history").expect(0).out().contains("0 services"));
    }
  }

  @Test
  void aBucketWithoutConditionalWritesIsTakenOnlyByHimWhoSaysSo() throws Exception {
    try (Desk desk = Desk.at(folder)) {
      desk.server()
          .faults()
          .next(
              Integer.MAX_VALUE,
              "PUT",
              "",
              new Fault.Ignoring(Set.of("If-Match", "If-None-Match")));
      String endpoint = desk.server().endpoint().toString();
      desk.answering("releases", endpoint, "", "", "");
      assertTrue(desk.run("init").expect(2).err().contains("has no conditional writes"));
      desk.answering("releases", endpoint, "", "", "y", "a");
      desk.run("init").expect(0);
      assertTrue(
          Files.readString(folder.resolve("slipway.json")).contains("off-and-pushes-may-be-lost"));
    }
  }
}
