package slipway.deployer.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import slipway.cache.settings.SettingsObject;
import slipway.deployer.config.Settings.Metrics;
import slipway.deployer.metrics.ListenAddress;

/// Reads `metrics`.
final class MetricsSettings {
  /// node_exporter reads no other.
  private static final String ENDING = ".prom";

  private MetricsSettings() {}

  static Metrics read(SettingsObject metrics) {
    Metrics read =
        new Metrics(
            metrics.optionalString("listen").map(text -> listen(metrics, text)).orElse(null),
            textfile(metrics));
    if (!metrics.has("listen") && !metrics.has("textfile")) {
      metrics.problem(
          "names neither `listen` nor `textfile`, so nobody would see a number; name one, or leave `metrics` out");
    }
    return read;
  }

  private static @Nullable ListenAddress listen(SettingsObject metrics, String text) {
    try {
      return ListenAddress.parse(text);
    } catch (IllegalArgumentException e) {
      metrics.problem("listen", String.valueOf(e.getMessage()));
      return null;
    }
  }

  private static @Nullable Path textfile(SettingsObject metrics) {
    Path file = metrics.optionalAbsolutePath("textfile").orElse(null);
    if (file != null && !file.toString().endsWith(ENDING)) {
      metrics.problem(
          "textfile",
          "wanted a path that ends with %s: node_exporter reads no other".formatted(ENDING));
    }
    return file;
  }
}
