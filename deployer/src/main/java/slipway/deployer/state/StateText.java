package slipway.deployer.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;
import slipway.deployer.plan.HostState;
import slipway.deployer.plan.ServiceRecord;

/// The text of the state file, a service a line. A pass saves after every step, of which each
/// changes one service; the lines of all others are those of the time before.
final class StateText {
  private final Map<String, Line> lines = new HashMap<>();

  private record Line(ServiceRecord record, byte[] text) {}

  synchronized byte[] of(HostState state) {
    lines.keySet().retainAll(state.services().keySet());
    ByteArrayOutputStream text = new ByteArrayOutputStream(size());
    text.writeBytes(StateJson.head(state.accepted()).getBytes(UTF_8));
    text.writeBytes(",\n\"services\":{".getBytes(UTF_8));
    String separator = "\n";
    for (Map.Entry<String, ServiceRecord> service : state.services().entrySet()) {
      text.writeBytes((separator + '"' + service.getKey() + "\":").getBytes(UTF_8));
      text.writeBytes(line(service.getKey(), service.getValue()));
      separator = ",\n";
    }
    text.writeBytes("\n}}\n".getBytes(UTF_8));
    return text.toByteArray();
  }

  private byte[] line(String service, ServiceRecord record) {
    Line known = lines.get(service);
    if (known == null || !known.record().equals(record)) {
      known = new Line(record, StateJson.text(record));
      lines.put(service, known);
    }
    return known.text();
  }

  private int size() {
    return 1024 + lines.values().stream().mapToInt(line -> line.text().length + 64).sum();
  }
}
