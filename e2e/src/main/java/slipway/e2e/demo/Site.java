package slipway.e2e.demo;

import java.util.function.Predicate;
import slipway.e2e.host.Http.Answer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A web service of the demo: version N answers `<service> N`.
record Site(String service, int port) {
  String domain() {
    return service + ".example";
  }

  /// The file with its entry, beside the developer's settings.
  String file() {
    return service + ".json";
  }

  String entry(String host) {
    ObjectNode entry = JsonMapper.shared().createObjectNode();
    entry.putArray("hosts").add(host);
    entry.putObject("exec").put("command", service);
    entry.putObject("env").put("PORT", Integer.toString(port));
    entry.putObject("http").put("domain", domain()).put("internalPort", port);
    entry.putObject("health").put("path", "/health").put("stableSec", 0);
    return entry.toPrettyString();
  }

  Predicate<Answer> says(String version) {
    String body = service + " " + version;
    return answer -> answer.status() == 200 && answer.body().equals(body);
  }

  String seen(Answer answer) {
    return answer.body().startsWith(service + " ")
        ? "says \"%s\"".formatted(answer.body())
        : "no longer reaches it";
  }
}
