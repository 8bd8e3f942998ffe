package slipway.push.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import slipway.manifest.Service;

/// What happened to one service between two manifests.
public sealed interface ServiceDifference {
  String service();

  /// For people, in a few words.
  String text();

  record Added(Service added) implements ServiceDifference {
    @Override
    public String service() {
      return added.name();
    }

    @Override
    public String text() {
      return "+" + service() + " " + added.storePath().name() + revision(added.revision());
    }

    private static String revision(@Nullable String revision) {
      return revision == null ? "" : " (" + Revision.shortened(revision) + ")";
    }
  }

  record Removed(String service) implements ServiceDifference {
    @Override
    public String text() {
      return "-" + service;
    }
  }

  /// @param settings the fields of the entry that differ, the store path and the revision aside
  record Changed(Service before, Service after, List<String> settings)
      implements ServiceDifference {
    public Changed {
      settings = List.copyOf(settings);
    }

    @Override
    public String service() {
      return after.name();
    }

    @Override
    public String text() {
      List<String> parts = new ArrayList<>();
      if (!before.storePath().equals(after.storePath())) {
        parts.add(artifact());
      }
      if (!Objects.equals(before.revision(), after.revision())) {
        parts.add("revision " + Revision.shown(before) + " -> " + Revision.shown(after));
      }
      if (!settings.isEmpty()) {
        parts.add(String.join("+", settings) + " changed");
      }
      return service() + " " + (parts.isEmpty() ? "rewritten" : String.join(", ", parts));
    }

    private String artifact() {
      String from = before.storePath().name();
      String to = after.storePath().name();
      return from.equals(to)
          ? hash(before.storePath().hash()) + " -> " + hash(after.storePath().hash())
          : from + " -> " + to;
    }

    private static String hash(String hash) {
      return hash.substring(0, 8);
    }
  }
}
