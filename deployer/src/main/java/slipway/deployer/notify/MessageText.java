package slipway.deployer.notify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import slipway.report.ReportText;

/// A message in one line for people.
final class MessageText {
  /// A chat shows no more of them at a glance.
  private static final int SHOWN = 5;

  private final Message message;

  private MessageText(Message message) {
    this.message = message;
  }

  /// Without `<` and `>`, of which chats make links and calls: a reason may hold what a stranger
  /// wrote into the bucket.
  static String of(String host, Message message) {
    String line = host + ": " + String.join("; ", new MessageText(message).parts());
    return ReportText.message(line.replace('<', '‹').replace('>', '›'));
  }

  private List<String> parts() {
    List<String> parts = new ArrayList<>();
    Item host = message.host();
    if (host != null) {
      parts.add(sentence(host(host.outcome()), host));
    }
    for (Map.Entry<String, Item> service : message.services().entrySet()) {
      if (parts.size() == SHOWN) {
        int shown = host == null ? SHOWN : SHOWN - 1;
        parts.add("and %d more services".formatted(message.services().size() - shown));
        break;
      }
      Item item = service.getValue();
      parts.add(sentence(service.getKey() + " " + service(item), item));
    }
    return parts;
  }

  private String sentence(String what, Item item) {
    String reason = item.reason().isEmpty() ? "" : ": " + item.reason();
    return switch (message.event()) {
      case FAILURE, DEPLOY -> what + reason;
      case RECOVERY -> "recovered: %s, was %s".formatted(what, item.previous().text());
      case REMINDER -> "still: %s since %s%s".formatted(what, item.since(), reason);
    };
  }

  private static String host(Outcome outcome) {
    return switch (outcome) {
      case OK -> "the host is as the manifest says";
      case REFUSED -> "the manifest is refused";
      case UNREACHABLE -> "the bucket gives no answer";
      case STOPPED -> "passes end early";
      case REMOVED, BLOCKED, ROLLED_BACK, DEGRADED, FAILED ->
          "a part of the host is not as it should be";
    };
  }

  private static String service(Item item) {
    return switch (item.outcome()) {
      case OK ->
          "runs release %d%s"
              .formatted(
                  item.release(), item.revision() == null ? "" : " (" + item.revision() + ")");
      case REMOVED -> "is removed";
      case ROLLED_BACK -> "is rolled back to release " + item.release();
      case BLOCKED, DEGRADED, UNREACHABLE, FAILED, REFUSED, STOPPED ->
          "is " + item.outcome().text();
    };
  }
}
