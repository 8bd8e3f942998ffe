package slipway.deployer.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static slipway.deployer.plan.Samples.NOW;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import slipway.deployer.report.Sent;
import slipway.deployer.report.Sent.Trouble;

class SentFileTest {
  private static final Sent WRITTEN = new Sent(NOW, "d1", null);
  private static final Sent REFUSED =
      new Sent(NOW, "", new Trouble(NOW.plusSeconds(1), true, true));

  @TempDir Path directory;

  @Test
  void whatIsKeptIsLoaded() {
    SentFile file = new SentFile(directory.resolve("new"));
    assertEquals(Sent.NOTHING, file.load());
    file.keep(WRITTEN);
    assertEquals(WRITTEN, file.load());
    file.keep(REFUSED);
    assertEquals(REFUSED, file.load());
  }

  @Test
  void aFileOfTheFirstVersionIsStillRead() throws IOException {
    write(
        """
        {"version":1,"at":"2026-01-02T03:04:05Z","digest":"",
         "trouble":{"tried":"2026-01-02T03:04:06Z","refused":true,"told":true}}
        """);
    assertEquals(REFUSED, new SentFile(directory).load());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{\"version\":2}",
        "{\"version\":1,\"digest\":7}",
        "{\"version\":1}"
      })
  void aDamagedFileCostsOneReportTooMany(String content) throws IOException {
    write(content);
    assertEquals(Sent.NOTHING, new SentFile(directory).load());
  }

  @Test
  void whereNothingCanBeKeptNothingFails() throws IOException {
    Path file = Files.writeString(directory.resolve("in-the-way"), "");
    new SentFile(file).keep(WRITTEN);
    assertEquals(Sent.NOTHING, new SentFile(file).load());
  }

  private void write(String content) throws IOException {
    Files.writeString(directory.resolve("report.json"), content);
  }
}
