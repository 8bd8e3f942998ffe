package slipway.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaticKeysTest {
  private static final String FILE =
      """
      # written by hand
      [default]
      aws_access_key_id=AK1
      aws_secret_access_key = S1/=x

      [ci]
      aws_access_key_id = AK2
      aws_secret_access_key = S2
      aws_session_token = T2

      [role]
      aws_access_key_id = AK3
      aws_secret_access_key = S3
      role_arn = arn:aws:iam::1:role/x

      [half]
      aws_access_key_id = AK4
      """;

  @TempDir Path home;

  @Test
  void theDefaultProfileOfTheFileCounts() throws IOException {
    assertEquals(Optional.of(new StaticKeys("AK1", "S1/=x", null)), find(null));
  }

  @Test
  void aNamedProfileIsTheOnlyOneThatCounts() throws IOException {
    assertEquals(
        Optional.of(new StaticKeys("AK2", "S2", "T2")),
        find("ci", "AWS_ACCESS_KEY_ID", "AK9", "AWS_SECRET_ACCESS_KEY", "S9"));
    assertEquals(Optional.empty(), find("other"));
  }

  @Test
  void variablesComeBeforeTheFile() throws IOException {
    assertEquals(
        Optional.of(new StaticKeys("AK9", "S9", null)),
        find(null, "AWS_ACCESS_KEY_ID", "AK9", "AWS_SECRET_ACCESS_KEY", "S9"));
    assertEquals(Optional.of(new StaticKeys("AK2", "S2", "T2")), find(null, "AWS_PROFILE", "ci"));
  }

  @Test
  void whatTheSdkMightFindElsewhereIsLeftToIt() throws IOException {
    assertEquals(Optional.empty(), find("role"));
    assertEquals(Optional.empty(), find("half"));
    assertEquals(Optional.empty(), find(null, "AWS_WEB_IDENTITY_TOKEN_FILE", "/run/token"));
    Files.writeString(home.resolve("config"), "");
    assertEquals(
        Optional.empty(), find(null, "AWS_CONFIG_FILE", home.resolve("config").toString()));
  }

  @Test
  void withoutAFileThereIsNone() throws IOException {
    assertEquals(Optional.empty(), StaticKeys.find(Map.of("HOME", home.toString()), null));
  }

  private Optional<StaticKeys> find(String profile, String... variables) throws IOException {
    Path file = Files.writeString(home.resolve("credentials"), FILE);
    Map<String, String> environment = new HashMap<>();
    environment.put("HOME", home.toString());
    environment.put("AWS_SHARED_CREDENTIALS_FILE", file.toString());
    for (int i = 0; i < variables.length; i += 2) {
      environment.put(variables[i], variables[i + 1]);
    }
    return StaticKeys.find(environment, profile);
  }
}
