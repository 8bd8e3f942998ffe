package slipway.e2e.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import slipway.e2e.host.Await;
import slipway.e2e.site.Site;
import tools.jackson.databind.JsonNode;

@InBrowser
class DashboardTest {
  private static final Path AXE =
      Path.of(System.getenv().getOrDefault("SLIPWAY_CACHE", "/var/cache/slipway-e2e"))
          .resolve("axe-core-4.14.1/axe.min.js");

  /// A directory that gets pictures of the page.
  private static final String PICTURES = "SLIPWAY_PICTURES";

  private static final String OPEN_ALL =
      "document.querySelectorAll('details').forEach(it => it.open = true)";

  private static Browser browser;

  @TempDir Path folder;
  private Tab tab;

  @BeforeAll
  static void start() {
    browser = Browser.start();
  }

  @AfterAll
  static void stop() {
    browser.close();
  }

  @BeforeEach
  void open() {
    tab = browser.tab();
  }

  @Test
  void whatOthersWroteIsReadAndDoesNothing(Site site) throws IOException {
    HostileFleet.fill(site);
    try (Serving serving = Serving.begin(site)) {
      look(serving.address());
      look(file(site));
    }
  }

  private void look(String address) throws IOException {
    tab.open(address);
    String title = tab.value("document.title").asString();
    assertTrue(title.endsWith("– Slipway fleet"), title);
    assertEquals(
        0,
        tab.value("document.querySelectorAll('script,img,svg,iframe,base,link,form').length")
            .asInt());
    assertEquals(List.of(address), tab.requests());
    assertEquals(List.of(), tab.events("Page.javascriptDialogOpening"));
    assertEquals(List.of(), tab.events("Log.entryAdded"));
    tab.value(OPEN_ALL);
    String text = tab.value("document.body.innerText").asString();
    for (String hostile : HostileFleet.TEXTS) {
      String shown = hostile.length() > 900 ? hostile.substring(0, 900) : hostile;
      assertTrue(
          text.contains(
              shown.replace("\u202e", "").replace("\u2066", "").replace("\u0007\u001b[31m ", "")),
          shown + "\nis not in\n" + text);
    }
    assertFalse(text.contains("\u202e"), text);
    assertFalse(text.contains("s3cret"), text);
    holdsAgainstWhatGotIn();
  }

  /// Takes the first layer away: as if markup of somebody else had got into the page.
  private void holdsAgainstWhatGotIn() throws IOException {
    String title = tab.value("document.title").asString();
    try (ServerSocket elsewhere = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      tab.value(
          """
          window.refused = 0;
          document.addEventListener('securitypolicyviolation', () => window.refused++);
          const script = document.createElement('script');
          script.textContent = "document.title = 'owned'";
          document.body.append(script);
          document.body.insertAdjacentHTML('beforeend',
            `<img src="http://127.0.0.1:%1$d/" onerror="document.title='owned'">
             <p style="position:fixed">owned</p><iframe src="http://127.0.0.1:%1$d/"></iframe>`);
          """
              .formatted(elsewhere.getLocalPort()));
      Await.until(
          "the policy refuses a script, a style and two addresses",
          Duration.ofSeconds(20),
          () -> tab.value("window.refused").asInt() >= 4);
      assertEquals(title, tab.value("document.title").asString());
      assertNothingAsked(elsewhere);
    }
  }

  /// A browser may connect before it looks at the policy. What counts is that it says nothing.
  private static void assertNothingAsked(ServerSocket server) throws IOException {
    server.setSoTimeout(200);
    try {
      while (true) {
        try (Socket client = server.accept()) {
          client.setSoTimeout(200);
          assertEquals(-1, client.getInputStream().read());
        }
      }
    } catch (SocketTimeoutException _) {
      // Nobody came, or came and was silent.
    }
  }

  @Test
  void itFitsAPhoneAndBothSchemesPassAnAudit(Site site) throws IOException {
    HostileFleet.fill(site);
    try (Serving serving = Serving.begin(site)) {
      for (int width : new int[] {320, 360, 1280}) {
        for (String scheme : List.of("light", "dark")) {
          tab.size(width, 740);
          tab.scheme(scheme);
          tab.open(serving.address());
          tab.value(OPEN_ALL);
          int wide = tab.value("document.documentElement.scrollWidth").asInt();
          assertTrue(wide <= width, wide + " pixels on " + width);
          keepPicture(width + "-" + scheme);
          audit(width + " " + scheme);
        }
      }
    }
  }

  private void keepPicture(String name) throws IOException {
    String directory = System.getenv(PICTURES);
    if (directory != null) {
      Files.write(Path.of(directory, name + ".png"), tab.picture());
    }
  }

  /// Source: axe-core's rules, those of good practice among them.
  private void audit(String what) throws IOException {
    tab.value(Files.readString(AXE) + "; undefined");
    JsonNode found =
        tab.value(
            """
            axe.run(document).then(found => ({
              passed: found.passes.length,
              violations: found.violations.map(it => it.id + ': ' + it.help + ' ' + it.nodes[0].html)
            }))
            """);
    assertEquals("[]", found.path("violations").toString(), what);
    assertTrue(found.path("passed").asInt() > 20, found::toString);
  }

  @Test
  void theKeyboardReachesEverythingAndShowsWhereItIs(Site site) throws IOException {
    HostileFleet.fill(site);
    tab.size(360, 740);
    tab.open(file(site));
    tab();
    assertEquals("Skip to the fleet", focus("textContent"));
    assertTrue(tab.value("document.activeElement.getBoundingClientRect().left").asDouble() >= 0);
    tab.press("Enter", 13, "\r");
    assertEquals("MAIN", focus("tagName"));
    int most = tab.value("document.querySelectorAll('main a, main summary').length").asInt();
    assertTrue(most > 20, "links and folds: " + most);
    for (int i = 0; i < most; i++) {
      tab();
      assertTrue(
          tab.value("['A', 'SUMMARY'].includes(document.activeElement.tagName)").asBoolean(),
          focus("outerHTML"));
      assertEquals(
          "solid", tab.value("getComputedStyle(document.activeElement).outlineStyle").asString());
    }
    assertEquals("SUMMARY", focus("tagName"));
    assertFalse(tab.value("document.activeElement.parentElement.open").asBoolean());
    tab.press("Enter", 13, "\r");
    assertTrue(tab.value("document.activeElement.parentElement.open").asBoolean());
  }

  private void tab() {
    tab.press("Tab", 9, "");
  }

  private String focus(String property) {
    return tab.value("document.activeElement." + property).asString();
  }

  @Test
  void whileTheBucketIsAwayTheLastPageStaysWithItsAgeAndTheReason(Site site) {
    HostileFleet.fill(site);
    try (Serving serving = Serving.begin(site)) {
      site.ground().radosgw().away();
      Await.until(
          "the page says that it is old",
          Duration.ofSeconds(60),
          () -> {
            tab.open(serving.address());
            return header().contains("the bucket cannot be read just now");
          });
      assertTrue(header().contains("manifest.json"), header());
      assertTrue(tab.value("document.querySelectorAll('#hosts ~ details').length").asInt() > 5);
      site.ground().radosgw().back();
      Await.until(
          "the page is new again",
          Duration.ofSeconds(60),
          () -> {
            tab.open(serving.address());
            return !header().contains("cannot be read");
          });
    }
  }

  private String header() {
    return tab.value("document.querySelector('header').innerText").asString();
  }

  /// The page as a file that the command wrote, where a browser takes it for one.
  private String file(Site site) throws IOException {
    site.slipway().run("dashboard").orFail();
    Path written = site.host().file(site.slipway().directory() + "/fleet.html");
    Path copy = folder.resolve("fleet.html");
    return Files.copy(written, copy, StandardCopyOption.REPLACE_EXISTING).toUri().toString();
  }
}
