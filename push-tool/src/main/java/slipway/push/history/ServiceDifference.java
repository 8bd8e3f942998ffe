package slipway.push.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import slipway.manifest.Service;

/// What happened to one service between two manifests.
public sealed interface ServiceDifference {
  String service();

  /// For people, in a few words.
  String text();

  /// Empty where there was none.
  Optional<Service> before();

  /// Empty where there is none any more.
  Optional<Service> after();

  /// The fields of the entry that differ, the store path and the revision aside. Known where there
  /// are two entries.
  List<String> settings();

  record Added(Service added) implements ServiceDifference {
    @Override
    public String service() {
      return added.name();
    }

    @Override
    public Optional<Service> before() {
      return Optional.empty();
    }

    @Override
    public Optional<Service> after() {
      return Optional.of(added);
    }

    @Override
    public List<String> settings() {
      return List.of();
    }

    @Override
    public String text() {
      return "+" + service() + " " + added.storePath().name() + revision(added.revision());
    }

    private static String revision(@Nullable String revision) {
      return revision == null ? "" : " (" + Revision.shortened(revision) + ")";
    }
  }

  record Removed(Service removed) implements ServiceDifference {
    @Override
    public String service() {
      return removed.name();
    }

    @Override
    public Optional<Service> before() {
      return Optional.of(removed);
    }

    @Override
    public Optional<Service> after() {
      return Optional.empty();
    }

    @Override
    public List<String> settings() {
      return List.of();
    }

    @Override
    public String text() {
      return "-" + service();
    }
  }

  record Changed(Service was, Service is, List<String> settings) implements ServiceDifference {
    public Changed {
      settings = List.copyOf(settings);
    }

    @Override
    public String service() {
      return is.name();
    }

    @Override
    public Optional<Service> before() {
      return Optional.of(was);
    }

    @Override
    public Optional<Service> after() {
      return Optional.of(is);
    }

    @Override
    public String text() {
      List<String> parts = new ArrayList<>();
      if (!was.storePath().equals(is.storePath())) {
        parts.add(artifact());
      }
      if (!Objects.equals(was.revision(), is.revision())) {
        parts.add("revision " + Revision.shown(was) + " -> " + Revision.shown(is));
      }
      if (!settings.isEmpty()) {
        parts.add(String.join("+", settings) + " changed");
      }
      return service() + " " + (parts.isEmpty() ? "rewritten" : String.join(", ", parts));
    }

    private String artifact() {
      String from = was.storePath().name();
      String to = is.storePath().name();
      return from.equals(to)
          ? hash(was.storePath().hash()) + " -> " + hash(is.storePath().hash())
          : from + " -> " + to;
    }

    private static String hash(String hash) {
      return hash.substring(0, 8);
    }
  }
}
