package slipway.deployer;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import slipway.deployer.config.NotifySettings;
import slipway.deployer.config.Settings;
import slipway.deployer.notify.Notifier;
import slipway.deployer.notify.NotifyCommand;
import slipway.deployer.notify.Sink;
import slipway.deployer.reconcile.Errands;
import slipway.deployer.state.LedgerFile;
import slipway.deployer.webhook.Webhook;
import slipway.deployer.webhook.WebhookAddress;

/// Joins what tells the operator.
final class Notifying {
  private static final Path MEMORY = Path.of("run/slipway-deployer");

  private Notifying() {}

  /// @param root `/` but in the rehearsal
  static Notifier of(
      Settings settings, NotifySettings notify, Errands errands, Path root, Clock clock) {
    Notifier.Sender sender = new Notifier.Sender(settings.host(), settings.namespace());
    return new Notifier(
        sender,
        notify.rules(),
        sinks(notify, sender, errands),
        new LedgerFile(
            settings.stateDirectory(),
            root.resolve(MEMORY).resolve(settings.namespace() + ".notify.json")),
        clock);
  }

  private static List<Sink> sinks(NotifySettings notify, Notifier.Sender sender, Errands errands) {
    List<Sink> sinks = new ArrayList<>();
    WebhookAddress webhook = notify.webhook();
    if (webhook != null) {
      sinks.add(new Webhook(webhook, notify.timeout()));
    }
    if (!notify.command().isEmpty()) {
      sinks.add(new NotifyCommand(errands, sender, notify.command(), notify.timeout()));
    }
    return sinks;
  }
}
