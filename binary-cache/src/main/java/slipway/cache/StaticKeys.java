package slipway.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An access key as it stands in the environment or in a credentials file, where the SDK's default
/// chain would come to that very key: finding it as the SDK does takes longer than a request.
///
/// @param token of a session, null for a key that lasts
record StaticKeys(String id, String secret, @Nullable String token) {
  private static final String FILE = "AWS_SHARED_CREDENTIALS_FILE";
  private static final String ID = "aws_access_key_id";
  private static final String SECRET = "aws_secret_access_key";
  private static final String TOKEN = "aws_session_token";

  /// Empty where it is for the SDK to say: with a configuration file, which can send it elsewhere,
  /// with a role of a web identity, and wherever a key is not written down.
  ///
  /// @param profile the only one that counts, null for the default chain
  static Optional<StaticKeys> find(Map<String, String> environment, @Nullable String profile)
      throws IOException {
    if (Files.exists(configuration(environment))
        || environment.containsKey("AWS_WEB_IDENTITY_TOKEN_FILE")) {
      return Optional.empty();
    }
    Optional<StaticKeys> named = profile == null ? of(upperCase(environment)) : Optional.empty();
    if (named.isPresent()) {
      return named;
    }
    Path file = credentials(environment);
    String wanted = profile == null ? environment.getOrDefault("AWS_PROFILE", "default") : profile;
    return Files.exists(file) ? of(profile(file, wanted)) : Optional.empty();
  }

  /// What [#find] looks at beside the environment.
  ///
  /// @throws IllegalArgumentException where the environment has a name that no path can have
  static List<Path> files(Map<String, String> environment) {
    return List.of(configuration(environment), credentials(environment));
  }

  /// Equal to what it was as long as [#find] finds the same in those files.
  static List<Object> version(List<Path> files) {
    List<Object> version = new ArrayList<>();
    for (Path file : files) {
      try {
        BasicFileAttributes found =
            file.getFileSystem().provider().readAttributesIfExists(file, BasicFileAttributes.class);
        if (found == null) {
          version.add("absent");
        } else {
          version.add(Objects.requireNonNullElse(found.fileKey(), ""));
          version.add(found.size());
          version.add(found.lastModifiedTime());
        }
      } catch (IOException _) {
        version.add("unreadable"); // which may not matter
      }
    }
    return version;
  }

  private static Path configuration(Map<String, String> environment) {
    return Path.of(environment.getOrDefault("AWS_CONFIG_FILE", home(environment) + "/.aws/config"));
  }

  private static Path credentials(Map<String, String> environment) {
    return Path.of(environment.getOrDefault(FILE, home(environment) + "/.aws/credentials"));
  }

  private static String home(Map<String, String> environment) {
    return environment.getOrDefault("HOME", "/root");
  }

  private static Map<String, String> upperCase(Map<String, String> environment) {
    Map<String, String> values = new HashMap<>();
    for (String name : new String[] {ID, SECRET, TOKEN}) {
      String value = environment.get(name.toUpperCase(java.util.Locale.ROOT));
      if (value != null) {
        values.put(name, value);
      }
    }
    return values;
  }

  private static Optional<StaticKeys> of(Map<String, String> values) {
    String id = values.getOrDefault(ID, "").strip();
    String secret = values.getOrDefault(SECRET, "").strip();
    String token = values.getOrDefault(TOKEN, "").strip();
    return id.isEmpty() || secret.isEmpty()
        ? Optional.empty()
        : Optional.of(new StaticKeys(id, secret, token.isEmpty() ? null : token));
  }

  /// The keys of a profile, none where it has any other: those say where else a key comes from.
  private static Map<String, String> profile(Path file, String wanted) throws IOException {
    Map<String, String> values = new HashMap<>();
    boolean inside = false;
    for (String line : Files.readAllLines(file)) {
      String text = line.strip();
      if (text.startsWith("[")) {
        inside = text.equals("[" + wanted + "]");
      } else if (inside && !text.isEmpty() && "#;".indexOf(text.charAt(0)) < 0) {
        int equals = text.indexOf('=');
        String name = equals < 0 ? "" : text.substring(0, equals).strip();
        if (!name.equals(ID) && !name.equals(SECRET) && !name.equals(TOKEN)) {
          return Map.of();
        }
        values.put(name, text.substring(equals + 1).strip());
      }
    }
    return values;
  }
}
