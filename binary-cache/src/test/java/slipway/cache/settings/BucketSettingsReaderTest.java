package slipway.cache.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import slipway.cache.BucketSettings;

class BucketSettingsReaderTest {
  @Test
  void onlyTheBucketIsNeeded() {
    SettingsObject settings = root("{\"bucket\": \"releases\"}");
    assertEquals(
        new BucketSettings("releases", "us-east-1", null, null, false, ""),
        BucketSettingsReader.read(settings));
    settings.finish();
    assertEquals(List.of(), settings.problems());
  }

  @Test
  void everyKeyIsRead() {
    SettingsObject settings =
        root(
            """
            {"bucket": "releases", "region": "fra1", "endpoint": "https://example.com:9000",
             "profile": "prod", "pathStyle": false, "prefix": "team/a"}
            """);
    assertEquals(
        new BucketSettings(
            "releases", "fra1", URI.create("https://example.com:9000"), "prod", false, "team/a/"),
        BucketSettingsReader.read(settings));
    settings.finish();
    assertEquals(List.of(), settings.problems());
  }

  @Test
  void aBucketStandsInThePathWhereAnEndpointIsGiven() {
    SettingsObject settings =
        root("{\"bucket\": \"releases\", \"endpoint\": \"http://127.0.0.1:9000\"}");
    assertEquals(true, BucketSettingsReader.read(settings).pathStyle());
  }

  @Test
  void everyProblemIsToldAtOnce() {
    SettingsObject settings =
        root(
            """
            {"bucket": "a/b", "region": "Frankfurt 1", "endpoint": "https://me:pw@example.com/x",
             "profile": "a]", "pathstyle": true, "prefix": "../up"}
            """);
    BucketSettingsReader.read(settings);
    settings.finish();
    assertEquals(
        """
        s.json: /bucket: found "a/b"; wanted 3 to 63 letters, digits, '.', '_' or '-'
        s.json: /region: found "Frankfurt 1"; wanted a region such as eu-central-1
        s.json: /endpoint: wanted http(s)://host[:port] without path, query or user name
        s.json: /profile: found "a]"; wanted the name of an AWS profile
        s.json: /prefix: found "../up/"; wanted folders such as team/cache/
        s.json: /pathstyle: unknown key; did you mean "pathStyle"?\
        """,
        String.join("\n", settings.problems()));
  }

  @Test
  void aMissingBucketIsOneProblem() {
    SettingsObject settings = root("{}");
    BucketSettingsReader.read(settings);
    settings.finish();
    assertEquals(List.of("s.json: /bucket: missing; wanted a string"), settings.problems());
  }

  private static SettingsObject root(String json) {
    return SettingsObject.root(json.getBytes(StandardCharsets.UTF_8), "s.json");
  }
}
