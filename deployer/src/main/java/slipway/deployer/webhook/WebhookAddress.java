package slipway.deployer.webhook;

import java.nio.file.Path;

/// Where the webhook is. Such a URL is a secret mostly, so no text of this has it.
public sealed interface WebhookAddress {
  /// It stands in the settings.
  record Written(String url) implements WebhookAddress {
    @Override
    public String toString() {
      return "Written[url=…]";
    }
  }

  /// It is all that a file of the secrets directory holds, and is read at each use.
  record InFile(Path file) implements WebhookAddress {}
}
