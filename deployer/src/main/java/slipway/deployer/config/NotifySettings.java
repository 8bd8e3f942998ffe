package slipway.deployer.config;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import slipway.deployer.notify.Rules;
import slipway.deployer.webhook.WebhookAddress;

/// Who is told of what becomes of passes.
///
/// @param webhook null where there is none
/// @param command a program and its arguments, empty where there is none
/// @param timeout of one delivery
public record NotifySettings(
    @Nullable WebhookAddress webhook, List<String> command, Rules rules, Duration timeout) {
  public NotifySettings {
    command = List.copyOf(command);
  }
}
