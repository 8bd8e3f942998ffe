package slipway.push.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import slipway.cache.BucketSettings;
import slipway.cache.settings.BucketSettingsReader;
import slipway.cache.settings.SettingsObject;
import slipway.manifest.NixPublicKey;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;

/// Reads `slipway.json`: strictly, and with every problem named at once.
public final class PushSettingsReader {
  private static final Pattern NAMESPACE = Pattern.compile("[a-z][a-z0-9]{0,30}");

  private PushSettingsReader() {}

  /// @param file where `json` was read from; relative paths in it start at its folder
  public static PushSettings read(byte[] json, Path file) throws Failure {
    SettingsObject root = SettingsObject.root(json, file.toString());
    BucketSettings bucket = BucketSettingsReader.read(root.object("bucket"));
    BucketSettings cacheBucket =
        root.optionalObject("cacheBucket").map(BucketSettingsReader::read).orElse(bucket);
    PushSettings settings =
        new PushSettings(
            bucket,
            cacheBucket,
            path(root, "manifestKeyFile", file),
            path(root, "cacheKeyFile", file),
            keys(root),
            namespace(root),
            conditionalWrites(root));
    root.finish();
    if (!root.problems().isEmpty()) {
      throw new Failure(ExitCode.USAGE, String.join("\n", root.problems()));
    }
    return settings;
  }

  private static Path path(SettingsObject root, String key, Path file) {
    String text = root.string(key);
    try {
      return file.resolveSibling(text).normalize();
    } catch (InvalidPathException e) {
      root.problem(key, "not a path: " + e.getReason());
      return file;
    }
  }

  private static List<NixPublicKey> keys(SettingsObject root) {
    List<NixPublicKey> keys = new ArrayList<>();
    for (String text : root.strings("trustedKeys")) {
      try {
        keys.add(NixPublicKey.parse(text));
      } catch (IllegalArgumentException e) {
        root.problem("trustedKeys", Failure.text(e));
      }
    }
    return keys;
  }

  private static boolean conditionalWrites(SettingsObject root) {
    String required = PushSettings.WITH_CONDITIONAL_WRITES;
    List<String> words = List.of(required, PushSettings.WITHOUT_CONDITIONAL_WRITES);
    return root.choice("conditionalWrites", words, required).equals(required);
  }

  private static String namespace(SettingsObject root) {
    String namespace = root.string("namespace", PushSettings.DEFAULT_NAMESPACE);
    if (!NAMESPACE.matcher(namespace).matches()) {
      root.problem(
          "namespace",
          "found \"" + namespace + "\"; wanted lower-case letters and digits, at most 31");
    }
    return namespace;
  }
}
