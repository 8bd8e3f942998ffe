package slipway.deployer.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import slipway.deployer.reconcile.Errands;
import slipway.deployer.reconcile.Errands.Ending;
import slipway.deployer.reconcile.Errands.Errand;
import slipway.deployer.reconcile.HostException;

/// A program of the operator's that gets a message on its stdin.
public final class NotifyCommand implements Sink {
  private final Errands errands;
  private final Notifier.Sender sender;
  private final List<String> command;
  private final Duration limit;

  /// @param command an absolute path and arguments
  /// @param limit after which it is killed
  public NotifyCommand(
      Errands errands, Notifier.Sender sender, List<String> command, Duration limit) {
    this.errands = errands;
    this.sender = sender;
    this.command = List.copyOf(command);
    this.limit = limit;
  }

  @Override
  public String name() {
    return "command";
  }

  @Override
  public Delivery deliver(Letter letter) {
    Errand errand =
        new Errand(
            // No service has a dot in its name.
            sender.namespace() + "-deployer.notify.service",
            "Tells of " + letter.event().text() + " (Slipway)",
            command,
            Map.of(
                "SLIPWAY_EVENT", letter.event().text(),
                "SLIPWAY_HOST", sender.host(),
                "SLIPWAY_TEXT", letter.text()),
            letter.body().getBytes(UTF_8),
            limit);
    try {
      return switch (errands.run(errand)) {
        case Ending.Done() -> new Delivery.Delivered();
        case Ending.Failed(String reason) ->
            new Delivery.Failed(command.getFirst() + ": " + reason);
        case Ending.Busy() ->
            new Delivery.Failed(command.getFirst() + ": the one before is still at work");
      };
    } catch (HostException e) {
      return new Delivery.Failed(String.valueOf(e.getMessage()));
    }
  }
}
