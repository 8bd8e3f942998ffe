package slipway.push.nomad;

import java.util.ArrayList;
import java.util.List;

/// The warnings about one service, as they come up.
final class Warnings {
  private final String service;
  private final List<Warning> all = new ArrayList<>();

  Warnings(String service) {
    this.service = service;
  }

  void add(String field, String message) {
    all.add(new Warning(service, field, message));
  }

  List<Warning> all() {
    return List.copyOf(all);
  }
}
