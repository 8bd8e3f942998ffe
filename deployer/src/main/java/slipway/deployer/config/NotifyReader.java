package slipway.deployer.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import slipway.cache.settings.SettingsObject;
import slipway.deployer.notify.Event;
import slipway.deployer.notify.Rules;
import slipway.deployer.webhook.WebhookAddress;

/// Reads `notify` of the settings. A URL is quoted by no problem of it.
final class NotifyReader {
  private static final int DAY = 24 * 60 * 60;
  private static final int YEAR_OF_HOURS = 365 * 24;
  private static final Set<Event> USUAL = EnumSet.of(Event.FAILURE, Event.RECOVERY);

  private NotifyReader() {}

  static NotifySettings read(SettingsObject notify, Path secrets) {
    WebhookAddress webhook =
        notify.optionalSecretObject("webhook").map(found -> address(found, secrets)).orElse(null);
    List<String> command = ProgramReader.read(notify, "command");
    if (!notify.has("webhook") && !notify.has("command")) {
      notify.problem("names nobody to tell; wanted a webhook, a command or both");
    }
    int remind = notify.integer("remindHours", 0, YEAR_OF_HOURS, 24);
    return new NotifySettings(
        webhook,
        command,
        new Rules(
            on(notify),
            remind == 0 ? null : Duration.ofHours(remind),
            Duration.ofSeconds(notify.integer("steadySec", 0, DAY, 15 * 60)),
            Duration.ofSeconds(notify.integer("unreachableSec", 0, DAY, 30 * 60))),
        Duration.ofSeconds(notify.integer("timeoutSec", 1, 60, 10)));
  }

  private static @Nullable WebhookAddress address(SettingsObject webhook, Path secrets) {
    Optional<Path> file = webhook.optionalAbsolutePath("urlFile");
    Optional<String> url = webhook.optionalString("url");
    if (webhook.has("urlFile") == webhook.has("url")) {
      webhook.problem("wanted either urlFile, below " + secrets + ", or url");
    }
    file.filter(path -> !path.startsWith(secrets) || path.equals(secrets))
        .ifPresent(path ->
            webhook.problem(
                "urlFile",
                "found \"%s\"; wanted a file below the secrets directory %s"
                    .formatted(path, secrets)));
    url.filter(text -> !isHttp(text))
        .ifPresent(_ -> webhook.problem("url", "is no URL; wanted https://host/…"));
    return file.<WebhookAddress>map(WebhookAddress.InFile::new)
        .or(() -> url.map(WebhookAddress.Written::new))
        .orElse(null);
  }

  private static boolean isHttp(String text) {
    try {
      URI uri = URI.create(text);
      return uri.getHost() != null
          && Stream.of("https", "http").anyMatch(scheme -> scheme.equals(uri.getScheme()));
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static Set<Event> on(SettingsObject notify) {
    if (!notify.has("on")) {
      return USUAL;
    }
    Set<Event> events = EnumSet.noneOf(Event.class);
    for (String text : notify.strings("on")) {
      Stream.of(Event.FAILURE, Event.RECOVERY, Event.DEPLOY)
          .filter(event -> event.text().equals(text))
          .findFirst()
          .ifPresentOrElse(
              events::add,
              () ->
                  notify.problem(
                      "on", "found \"%s\"; wanted failure, recovery or deploy".formatted(text)));
    }
    if (events.isEmpty()) {
      notify.problem("on", "names nothing; wanted failure, recovery, deploy or several of them");
    }
    return events;
  }
}
