package slipway.push.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static slipway.push.fleet.Told.NOON;
import static slipway.push.page.Fleets.OTHER;
import static slipway.push.page.Fleets.fingerprint;
import static slipway.push.page.Fleets.manifest;
import static slipway.push.page.Fleets.overview;
import static slipway.push.page.Fleets.page;
import static slipway.push.page.Fleets.past;
import static slipway.push.page.Fleets.service;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import slipway.manifest.Manifest;
import slipway.manifest.ServiceJson;
import slipway.push.fleet.Fleet;
import slipway.push.fleet.Sighting;
import slipway.push.fleet.Told;
import slipway.push.html.Hostile;
import slipway.push.operation.Overview;
import slipway.push.operation.Overview.Past;
import slipway.report.ReportText;
import slipway.report.ReportedState;
import tools.jackson.databind.json.JsonMapper;

class FleetPageTest {
  private static final Instant EARLIER = NOON.minusSeconds(3600);
  private static final Instant FIRST = NOON.minusSeconds(7200);
  private static final Manifest WEB = manifest(NOON, "", service("web", 2, "", "a"));
  private static final String WANTED = fingerprint(WEB, "web");

  @SuppressWarnings("unused") // named by @FieldSource
  static final Iterable<String> TEXTS = Hostile.TEXTS;

  @Test
  void aFleetInOrderSaysSoFirst() {
    Document page =
        page(
            overview(
                WEB, Map.of("a", at("a").service("web", WANTED, ReportedState.DEPLOYED).seen())));
    assertEquals("everything is as the manifest says – Slipway fleet", page.title());
    assertEquals("✓ everything is as the manifest says", page.select(".verdict").text());
    assertTrue(section(page, "attention").text().contains("Nothing: every host reports"));
    assertEquals("1 of 1 deployed", section(page, "services").select(".good").text().substring(2));
    assertTrue(section(page, "hosts").text().contains("#3 web (00000000), revision abcdef1234567"));
  }

  @Test
  void aFailureHasItsReasonInFullWhatRunsAndWhatWasWantedSinceWhen() {
    String reason = "health check /healthz on port 8000 said 500 for 60 s; " + "x".repeat(700);
    Document page =
        page(
            overview(
                WEB,
                Map.of(
                    "a",
                    at("a")
                        .service("web", WANTED, ReportedState.ROLLED_BACK, null, reason)
                        .seen())));
    assertEquals("✗ 1 failed", page.select(".verdict").text());
    Element failure = section(page, "attention").select("li").first();
    assertEquals("rolled-back: " + reason, failure.select(".why").text());
    assertTrue(failure.text().startsWith("web on a: ✗ rolled back, since 2026-01-01 12:00:00 UTC"));
    assertTrue(failure.text().contains("Runs #3 web (00000000), revision abcdef1234567."));
    assertTrue(failure.text().contains("The manifest wants web-2 (00000000), since 2026-01-01"));
    assertEquals("#host-a", failure.select("a").attr("href"));
    assertTrue(page.select("details#host-a").hasAttr("open"));
  }

  @Test
  void whyAServiceIsBehindIsWhatItsHostSays() {
    Told told =
        Told.by("a")
            .accepted(EARLIER)
            .paused(NOON.plusSeconds(60), "new disk")
            .service("web", OTHER, ReportedState.DEPLOYED);
    Document page = page(overview(WEB, Map.of("a", told.seen())));
    assertEquals("· 1 behind", page.select(".verdict").text());
    String behind = section(page, "attention").select("li").text();
    assertTrue(behind.startsWith("web on a: · behind paused until"), behind);
    assertTrue(behind.contains("by ann: new disk; at generation 20260101T110000.000Z"), behind);
  }

  @Test
  void aSilentHostIsNamedOnceAndNothingIsClaimedOfItsServices() {
    Document page = page(overview(WEB, Map.of("a", new Sighting.Never())));
    assertEquals("· 1 host silent", page.select(".verdict").text());
    assertEquals(
        "a: ? not known has never reported", section(page, "attention").select("li").text());
    assertTrue(section(page, "hosts").select("td").first().text().contains("not known"));
  }

  @Test
  void everyNoteOfStatusIsOnThePage() {
    Manifest manifest =
        manifest(NOON, "", service("web", 2, "", "a", "b", "c"), service("job", 1, "", "d"));
    Fleet fleet =
        Fleet.of(
            manifest,
            Map.of(
                "a",
                    at("a")
                        .service("web", WANTED, ReportedState.FAILED, null, "no such user")
                        .seen(),
                "b", at("b").at(NOON.minusSeconds(9000)).seen(),
                "c", at("c").problem("its clock is off").at(NOON.plusSeconds(600)).seen(NOON),
                "d", new Sighting.Unreadable("/at is missing"),
                "e", at("e").service("old", null, ReportedState.REMOVING).seen()),
            Fleets.NOW);
    Document page =
        page(new Overview("s3://r/", fleet, Optional.empty(), new Past.Unknown("denied")));
    Set<String> said = page.select(".why").eachText().stream().collect(Collectors.toSet());
    fleet
        .hosts()
        .forEach(host -> {
          assertTrue(said.containsAll(host.ownNotes()), host.ownNotes() + " " + said);
          host.cells().values().forEach(cell -> assertTrue(said.containsAll(cell.notes())));
        });
  }

  @Test
  void sinceWhenSomethingIsWantedIsReadFromTheHistory() {
    Manifest first = manifest(FIRST, ",\"pushedBy\":\"ann\"", service("web", 2, "", "a"));
    Manifest between =
        manifest(EARLIER, "", service("web", 2, "", "a"), service("job", 1, "", "a"));
    Map<String, Sighting> none = Map.of("a", at("a").seen());
    Overview all = overview(WEB, none);
    Overview known =
        new Overview(
            all.bucket(),
            all.fleet(),
            all.unlisted(),
            past(
                WEB,
                between,
                first,
                manifest(FIRST.minusSeconds(60), "", service("web", 1, "", "a"))));
    assertEquals(
        "web-2 (00000000) since 2026-01-01 10:00:00 UTC (2 h)",
        section(page(known), "services").select("td").first().text());
    assertTrue(section(page(known), "attention").text().contains("by ann."));
    Overview cut =
        new Overview(all.bucket(), all.fleet(), all.unlisted(), past(WEB, between, first));
    assertTrue(
        section(page(cut), "services").select("td").first().text().endsWith("(2 h) or earlier"));
  }

  @Test
  void theHistoryHasWhatDiffSays() {
    Manifest before =
        manifest(EARLIER, "", service("web", 1, ",\"env\":{\"TOKEN\":\"hunter2\"}", "a"));
    Manifest after = manifest(NOON, "", service("web", 2, ",\"env\":{\"TOKEN\":\"hunter3\"}", "a"));
    Overview seen = overview(after, Map.of());
    Document page =
        page(
            new Overview(
                seen.bucket(),
                seen.fleet(),
                seen.unlisted(),
                new Past.Known(((Past.Known) past(after, before)).entries(), true)));
    Element history = section(page, "history");
    String diff = history.select("pre").first().wholeText();
    assertTrue(diff.contains("  env         ~TOKEN"), diff);
    assertTrue(diff.contains("    + ExecStart="), diff);
    assertFalse(page.html().contains("hunter"), "a value of env is on the page");
    assertTrue(
        history.text().contains("current, by ? (key ops-1): web web-1 -> web-2, env changed"));
    assertTrue(history.text().contains("Shown are the newest 2 manifests."));
  }

  @Test
  void whatCouldNotBeReadIsSaid() {
    Overview seen = overview(WEB, Map.of("a", new Sighting.Unasked("403 for status/a.json")));
    Document page =
        page(
            new Overview(
                seen.bucket(),
                seen.fleet(),
                Optional.of("may not list status/"),
                new Past.Unknown("may not list manifests/")));
    assertTrue(section(page, "hosts").text().contains("may not list status/"));
    assertTrue(section(page, "history").text().contains("may not list manifests/"));
    assertTrue(section(page, "attention").text().contains("403 for status/a.json"));
  }

  @ParameterizedTest
  @FieldSource("TEXTS")
  void whateverIsInReportsAndManifestsIsText(String text) {
    String quoted =
        JsonMapper.shared().writeValueAsString(text.substring(0, Math.min(200, text.length())));
    Manifest hostile =
        manifest(
            NOON,
            ",\"pushedBy\":%s,\"freeze\":{\"reason\":%s,\"by\":%s,\"since\":\"%s\"}"
                .formatted(quoted, quoted, quoted, NOON),
            service(
                "web", 2, ",\"revision\":%s,\"env\":{\"A\":%s}".formatted(quoted, quoted), "a"));
    Manifest before = manifest(EARLIER, "", service("web", 1, "", "a"));
    Told told =
        at("a")
            .problem(text)
            .service("web", fingerprint(hostile, "web"), ReportedState.FAILED, text, text);
    Overview seen = overview(hostile, Map.of("a", told.seen(), "b", new Sighting.Unreadable(text)));
    Overview all = new Overview(text, seen.fleet(), Optional.of(text), past(hostile, before));
    Overview harmless =
        new Overview(
            "x",
            overview(hostile, seen.fleet().sightings()).fleet(),
            Optional.of("x"),
            past(hostile, before));
    Document page = page(all);
    assertEquals(skeleton(page(harmless)), skeleton(page));
    assertTrue(page.select("h1").text().contains(text.strip()));
    assertTrue(
        page.select(".why").eachText().contains("failed: " + ReportText.message(text)),
        () -> page.select(".why").eachText().toString());
    Set<String> tags =
        page.getAllElements().stream().map(Element::tagName).collect(Collectors.toSet());
    assertTrue(
        tags.stream().noneMatch(Set.of("script", "img", "svg", "base", "link", "iframe")::contains),
        tags.toString());
    page.getAllElements()
        .forEach(element ->
            element
                .attributes()
                .forEach(attribute ->
                    assertFalse(
                        attribute.getKey().startsWith("on")
                            || (attribute.getKey().equals("href")
                                && !attribute.getValue().startsWith("#")),
                        attribute.html())));
  }

  @Test
  void aServedPageTellsItsAgeAndReloadsOnlyWhereThatIsAskedFor() {
    Overview seen = overview(WEB, Map.of());
    Document calm =
        Jsoup.parse(FleetPage.of(seen, new Viewing.Served(Fleets.NOW, false, Optional.empty())));
    assertEquals(List.of(), calm.select("meta[http-equiv=refresh]").eachAttr("content"));
    assertEquals("/?refresh", calm.select("header a").last().attr("href"));
    Document again =
        Jsoup.parse(
            FleetPage.of(
                seen,
                new Viewing.Served(
                    Fleets.NOW.plusSeconds(300), true, Optional.of("no answer from s3"))));
    assertEquals(List.of("30"), again.select("meta[http-equiv=refresh]").eachAttr("content"));
    String head = again.select("header").text();
    assertTrue(head.contains("this is 5 min old: the bucket cannot be read just now"), head);
    assertTrue(head.contains("no answer from s3"), head);
    assertEquals("/", again.select("header a").attr("href"));
  }

  @Test
  void everythingHasItsPlaceForAScreenReader() {
    Document page =
        page(
            overview(
                WEB, Map.of("a", at("a").service("web", WANTED, ReportedState.DEPLOYED).seen())));
    assertEquals("en", page.select("html").attr("lang"));
    assertEquals(1, page.select("h1").size());
    assertEquals(
        List.of("header", "nav", "main", "footer"),
        page.select("header,nav,main,footer").stream().map(Element::tagName).toList());
    assertEquals("a", page.body().child(0).tagName());
    assertEquals("#main", page.body().child(0).attr("href"));
    page.select("table")
        .forEach(table -> {
          assertEquals(1, table.select("caption").size());
          assertEquals(table.select("th"), table.select("th[scope]"));
        });
    page.select("a")
        .forEach(link -> assertEquals(1, page.select(link.attr("href")).size(), link.outerHtml()));
    page.select("[aria-labelledby]")
        .forEach(part -> assertTrue(page.getElementById(part.attr("aria-labelledby")).hasText()));
    page.select("time").forEach(time -> Instant.parse(time.attr("datetime")));
  }

  @Test
  void aLargeFleetIsStillAPage() {
    String[] services = new String[40];
    String[] hosts = IntStream.range(0, 50).mapToObj("host-%02d"::formatted).toArray(String[]::new);
    Manifest[] manifests = new Manifest[20];
    for (int i = 0; i < manifests.length; i++) {
      for (int j = 0; j < services.length; j++) {
        services[j] = service("service-" + j, j < i ? 1 : 2, ",\"revision\":\"r" + i + '"', hosts);
      }
      manifests[i] = manifest(NOON.minusSeconds(60L * i), "", services);
    }
    Map<String, Sighting> sightings = new HashMap<>();
    for (int i = 0; i < hosts.length; i++) {
      Told told = at(hosts[i]);
      ReportedState state = i % 10 == 3 ? ReportedState.ROLLED_BACK : ReportedState.DEPLOYED;
      manifests[0]
          .services()
          .forEach(it ->
              told.service(
                  it.name(),
                  ServiceJson.fingerprint(it),
                  state,
                  null,
                  state == ReportedState.DEPLOYED ? null : "health: 500"));
      sightings.put(hosts[i], told.seen());
    }
    Overview seen = overview(manifests[0], sightings);
    String page =
        FleetPage.of(
            new Overview(seen.bucket(), seen.fleet(), seen.unlisted(), past(manifests)),
            new Viewing.Filed());
    assertTrue(page.length() < 1_500_000, page.length() + " characters");
    assertEquals(2000, Jsoup.parse(page).select("details[id] tbody tr").size());
    assertTrue(page.contains("and 100 more, see the hosts below"));
  }

  private static String skeleton(Document page) {
    return page.getAllElements().stream().map(Element::tagName).collect(Collectors.joining(" "));
  }

  private static Element section(Document page, String name) {
    return page.getElementById(name).parent();
  }

  private static Told at(String host) {
    return Told.by(host).accepted(NOON);
  }
}
