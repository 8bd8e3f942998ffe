package slipway.deployer.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import slipway.cache.BucketSettings;
import slipway.cache.settings.BucketSettingsReader;
import slipway.cache.settings.SettingsObject;
import slipway.deployer.caddy.AdminAddress;
import slipway.deployer.config.Settings.Cache;
import slipway.deployer.config.Settings.Caddy;
import slipway.deployer.config.Settings.Pass;
import slipway.deployer.config.Settings.Poll;
import slipway.deployer.config.Settings.Transport;
import slipway.deployer.hooks.HookPrograms;
import slipway.deployer.reconcile.Trust;
import slipway.manifest.NixPublicKey;
import slipway.report.ReportText;
import slipway.report.StatusKey;

/// Reads the settings file. All its problems are reported together.
public final class SettingsFile {
  public static final Path DEFAULT = Path.of("/etc/slipway/deployer.json");

  private static final Pattern NAMESPACE = Pattern.compile("[a-z][a-z0-9]{0,30}");
  private static final String CADDY_ADMIN = "http://localhost:2019";
  private static final int DAY = 24 * 60 * 60;

  private SettingsFile() {}

  /// @param hostName what this host calls itself, taken where the file names no `host`; null where
  ///   it has no name
  public static Settings read(Path file, @Nullable String hostName) throws SettingsException {
    byte[] document;
    try {
      document = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new SettingsException(
          List.of(
              "cannot read the settings %s (%s); name another file with --config, or write it as `slipway init` prints it"
                  .formatted(file, e.getClass().getSimpleName())));
    }
    return parse(document, file.toString(), hostName);
  }

  static Settings parse(byte[] document, String name, @Nullable String hostName)
      throws SettingsException {
    SettingsObject root = SettingsObject.root(document, name);
    String namespace = root.string("namespace", "slipway");
    if (!NAMESPACE.matcher(namespace).matches()) {
      root.problem("namespace", "wanted lower-case letters and digits, starting with a letter");
      namespace = "slipway";
    }
    SettingsObject manifest = root.object("manifest");
    BucketSettings manifestBucket = BucketSettingsReader.read(manifest.object("bucket"));
    Path secrets =
        root.absolutePath("secretsDirectory", Path.of("/var/lib/" + namespace + "-secrets"));
    Settings settings =
        new Settings(
            host(root, hostName),
            namespace,
            manifestBucket,
            trust(manifest),
            cache(root.optionalObject("cache"), manifestBucket),
            root.absolutePath("stateDirectory", Path.of("/var/lib/" + namespace + "-deployer")),
            secrets,
            caddy(root),
            poll(root.optionalObject("poll")),
            root.optionalObject("metrics").map(MetricsSettings::read).orElse(null),
            root.optionalObject("report").map(report -> report.bool("enabled", true)).orElse(true),
            root.optionalObject("hooks").map(HooksReader::read).orElse(null),
            notifications(root, secrets),
            pass(root));
    HookPrograms.Programs hooks = settings.hooks();
    if (hooks != null && hooks.limit().compareTo(settings.pass().timeout()) >= 0) {
      root.problem(
          "passTimeoutSec",
          "wanted more than hooks.timeoutSec: a pass that waits so long deploys nothing");
    }
    root.finish();
    if (!root.problems().isEmpty()) {
      throw new SettingsException(root.problems());
    }
    return settings;
  }

  private static String host(SettingsObject root, @Nullable String hostName) {
    String host = root.optionalString("host").orElse(hostName);
    if (host == null) {
      root.problem(
          "host",
          "is missing, and this machine has no name; wanted the name in the manifest's hosts");
      return "";
    }
    if (!StatusKey.isHostName(host)) {
      root.problem(
          "host",
          "found \"%s\"; wanted the name in the manifest's hosts: letters, digits, dashes and dots"
              .formatted(ReportText.line(host)));
    }
    return host;
  }

  private static Trust trust(SettingsObject manifest) {
    List<NixPublicKey> keys = keys(manifest);
    boolean allowUnsigned = manifest.bool("allowUnsigned", false);
    if (manifest.strings("trustedKeys").isEmpty() && !allowUnsigned) {
      manifest.problem(
          "trustedKeys",
          "names no key, so no manifest could be trusted; put the public key here that `slipway init` printed, or set manifest.allowUnsigned to true");
    }
    return new Trust(keys, allowUnsigned, manifest.bool("acceptOlder", allowUnsigned));
  }

  private static Cache cache(Optional<SettingsObject> found, BucketSettings manifestBucket) {
    if (found.isEmpty()) {
      return new Cache(manifestBucket, List.of(), Transport.LOOPBACK, Duration.ofMinutes(30));
    }
    SettingsObject cache = found.get();
    String transport = cache.choice("transport", List.of("loopback", "native"), "loopback");
    return new Cache(
        cache.optionalObject("bucket").map(BucketSettingsReader::read).orElse(manifestBucket),
        keys(cache),
        Transport.valueOf(transport.toUpperCase(Locale.ROOT)),
        Duration.ofSeconds(cache.integer("copyTimeoutSec", 1, DAY, 30 * 60)));
  }

  private static List<NixPublicKey> keys(SettingsObject object) {
    List<NixPublicKey> keys = new ArrayList<>();
    for (String text : object.strings("trustedKeys")) {
      try {
        keys.add(NixPublicKey.parse(text));
      } catch (IllegalArgumentException e) {
        object.problem("trustedKeys", String.valueOf(e.getMessage()));
      }
    }
    return keys;
  }

  private static @Nullable Caddy caddy(SettingsObject root) {
    return root.optionalObject("caddy")
        .map(caddy -> {
          List<String> listen = caddy.strings("listen");
          return new Caddy(
              admin(caddy),
              caddy.string("server", "srv0"),
              listen.isEmpty() ? List.of(":443") : listen);
        })
        .orElse(null);
  }

  private static @Nullable NotifySettings notifications(SettingsObject root, Path secrets) {
    return root.optionalObject("notify")
        .map(notify -> NotifyReader.read(notify, secrets))
        .orElse(null);
  }

  private static AdminAddress admin(SettingsObject caddy) {
    try {
      return AdminAddress.parse(caddy.string("admin", CADDY_ADMIN));
    } catch (IllegalArgumentException e) {
      caddy.problem("admin", String.valueOf(e.getMessage()));
      return AdminAddress.parse(CADDY_ADMIN);
    }
  }

  private static Pass pass(SettingsObject root) {
    return new Pass(
        root.integer("parallelism", 1, 64, 4),
        Duration.ofSeconds(root.integer("passTimeoutSec", 60, DAY, 2 * 60 * 60)));
  }

  private static Poll poll(Optional<SettingsObject> found) {
    return found
        .map(poll ->
            new Poll(
                Duration.ofSeconds(poll.integer("intervalSec", 1, DAY, 300)),
                Duration.ofSeconds(poll.integer("burstIntervalSec", 1, DAY, 10)),
                Duration.ofSeconds(poll.integer("burstSec", 0, DAY, 900))))
        .orElseGet(
            () -> new Poll(Duration.ofMinutes(5), Duration.ofSeconds(10), Duration.ofMinutes(15)));
  }
}
