package slipway.push.preview;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import slipway.push.history.FreezeDifference;
import slipway.push.history.ServiceDifference;

/// A preview as lines for people: hosts first, then each service.
public final class PreviewText {
  private final List<String> lines = new ArrayList<>();

  private PreviewText() {}

  /// @param closures what is known of them, by service
  public static List<String> lines(Preview preview, Map<String, List<String>> closures) {
    PreviewText text = new PreviewText();
    preview.hosts().forEach(text::host);
    text.lines.addAll(differences(preview, closures));
    return text.lines;
  }

  /// The same without what hosts will do.
  public static List<String> differences(Preview preview, Map<String, List<String>> closures) {
    PreviewText text = new PreviewText();
    preview.freeze().map(FreezeDifference::text).ifPresent(text.lines::add);
    preview
        .services()
        .forEach(
            service -> text.service(service, closures.getOrDefault(service.service(), List.of())));
    return text.lines;
  }

  private void host(HostEffects host) {
    lines.add(
        "on "
            + host.host()
            + ": "
            + host.actions().stream()
                .map(action -> action.act().text() + " " + action.service())
                .collect(Collectors.joining(", ")));
  }

  private void service(ServiceEffects service, List<String> closure) {
    String what =
        switch (service.difference()) {
          case ServiceDifference.Added _ -> " (new)";
          case ServiceDifference.Removed _ -> " (goes)";
          case ServiceDifference.Changed _ -> "";
        };
    lines.add(service.service() + what);
    replaced("store path", service.storePath());
    closure.forEach(line -> labelled("closure", line));
    replaced("revision", service.revision());
    names("hosts", service.hosts());
    names("env", service.env());
    replaced("route", service.route());
    if (!service.otherSettings().isEmpty()) {
      labelled("also", String.join(", ", service.otherSettings()));
    }
    service.units().forEach(this::unit);
  }

  private void unit(UnitDifference unit) {
    String what =
        switch (unit.what()) {
          case ADDED -> " (new)";
          case REMOVED -> " (goes)";
          case CHANGED -> "";
        };
    labelled("unit", unit.unit() + what);
    unit.lines().forEach(line -> lines.add("    " + (line.isNew() ? "+ " : "- ") + line.text()));
  }

  private void names(String label, NamesDifference names) {
    List<String> parts = new ArrayList<>();
    names.added().forEach(name -> parts.add("+" + name));
    names.removed().forEach(name -> parts.add("-" + name));
    names.changed().forEach(name -> parts.add("~" + name));
    if (!parts.isEmpty()) {
      labelled(label, String.join(" ", parts));
    }
  }

  private void replaced(String label, Optional<Replaced> replaced) {
    replaced.ifPresent(texts -> {
      if (texts.before() != null) {
        labelled(label, "- " + texts.before());
      }
      if (texts.after() != null) {
        labelled(label, "+ " + texts.after());
      }
    });
  }

  private void labelled(String label, String text) {
    lines.add("  %-10s  %s".formatted(label, text));
  }
}
