package slipway.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import slipway.cache.testing.Fault;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DashboardTest {
  @TempDir Path folder;

  @Test
  void aPageIsWrittenWholeAndOverItself() throws Exception {
    try (Desk desk = Desk.ready(folder)) {
      desk.set("web", "1");
      assertEquals("wrote fleet.html\n", desk.run("dashboard").expect(0).out());
      assertTrue(page("fleet.html").select("#services").next().text().contains("web"));
      desk.set("job", "1");
      JsonNode written =
          JsonMapper.shared().readTree(desk.run("dashboard", "--json").expect(0).out());
      assertEquals(Files.size(folder.resolve("fleet.html")), written.path("bytes").longValue());
      assertFalse(written.path("asTheManifestSays").booleanValue());
      assertTrue(page("fleet.html").text().contains("+job job-1"));
      assertEquals(List.of("fleet.html", "slipway.json"), files());
      assertEquals(
          Files.getPosixFilePermissions(folder.resolve("slipway.json")),
          Files.getPosixFilePermissions(folder.resolve("fleet.html")));
    }
  }

  @Test
  void aFileOfSomebodyElseIsLeftAsItIs() throws Exception {
    try (Desk desk = Desk.ready(folder)) {
      byte[] settings = Files.readAllBytes(folder.resolve("slipway.json"));
      String problem = desk.run("dashboard", "-o", "slipway.json").expect(2).err();
      assertTrue(problem.contains("this command did not write it"), problem);
      assertEquals(new String(settings, UTF_8), Files.readString(folder.resolve("slipway.json")));
      Files.createDirectory(folder.resolve("there"));
      desk.run("dashboard", "-o", "there").expect(2);
      desk.run("dashboard", "-o", "missing/fleet.html").expect(2);
      desk.write("empty.html", "");
      desk.run("dashboard", "-o", "empty.html").expect(0);
    }
  }

  @Test
  void stdoutGetsThePageAndNothingElse() throws Exception {
    try (Desk desk = Desk.ready(folder)) {
      String out = desk.run("dashboard", "-o", "-").expect(0).out();
      assertTrue(out.startsWith("<!doctype html>") && out.endsWith("</html>\n"), out);
      assertEquals(List.of("slipway.json"), files());
    }
  }

  @Test
  void whatTheBucketForbidsIsOnThePage() throws Exception {
    try (Desk desk = Desk.ready(folder)) {
      desk.set("web", "1");
      Fault denied = new Fault.Status(403, "AccessDenied");
      desk.server().faults().next(Integer.MAX_VALUE, "GET", "prefix=status", denied);
      desk.server().faults().next(Integer.MAX_VALUE, "GET", "/status/a.json", denied);
      desk.server().faults().next(Integer.MAX_VALUE, "GET", "prefix=manifests", denied);
      desk.run("dashboard").expect(0);
      Document page = page("fleet.html");
      assertTrue(page.text().contains("reports cannot be listed"), page.text());
      assertTrue(page.text().contains("the archive of manifests cannot be read"));
      assertTrue(page.select("details#host-a .why").text().contains("AccessDenied"));
    }
  }

  @Test
  void withoutAManifestThatIsTrustedThereIsNoPage() throws Exception {
    try (Desk desk = Desk.ready(folder)) {
      desk.server()
          .faults()
          .next(Integer.MAX_VALUE, "GET", "manifest.json", new Fault.Status(403, "AccessDenied"));
      desk.run("dashboard").expect(4);
      assertEquals(List.of("slipway.json"), files());
    }
  }

  @Test
  void theHistoryGoesBackAsFarAsItIsAsked() throws Exception {
    try (Desk desk = Desk.ready(folder)) {
      for (int i = 0; i < 5; i++) {
        desk.set("web", "" + i);
      }
      desk.run("dashboard", "--history", "3").expect(0);
      Document page = page("fleet.html");
      assertEquals(3, page.select("#history ~ details").size());
      assertTrue(page.text().contains("Shown are the newest 3 manifests"));
      desk.run("dashboard").expect(0);
      assertEquals(6, page("fleet.html").select("#history ~ details").size());
      assertTrue(page("fleet.html").text().contains("That is all that the archive has."));
    }
  }

  private Document page(String name) throws IOException {
    return Jsoup.parse(Files.readString(folder.resolve(name)));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .sorted()
          .toList();
    }
  }
}
