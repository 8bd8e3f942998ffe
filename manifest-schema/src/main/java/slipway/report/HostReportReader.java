package slipway.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import slipway.manifest.StorePath;

/// Reads what somebody put at `status/<host>.json`. Any bytes give an answer.
public final class HostReportReader {
  /// A larger object is refused, so nothing larger need be fetched.
  public static final int MAX_BYTES = ReportJson.LARGEST;

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern SERVICE = Pattern.compile("[a-z][a-z0-9-]{0,40}");

  private HostReportReader() {}

  public static ReportReading read(byte[] document) {
    try {
      return new ReportReading.Valid(report(Fields.of(ReportJson.parse(document), "")));
    } catch (MalformedReport malformed) {
      return new ReportReading.Invalid(malformed.problem());
    }
  }

  private static HostReport report(Fields root) throws MalformedReport {
    int version = root.number("version", 1);
    if (version != HostReport.VERSION) {
      throw root.problem(
          "version",
          "found %d, wanted %d; the host's deployer is newer than this program"
              .formatted(version, HostReport.VERSION));
    }
    String host = root.text("host");
    if (!StatusKey.isHostName(host)) {
      throw root.problem("host", "wanted a host name");
    }
    return new HostReport(
        host,
        root.text("namespace"),
        root.text("deployer"),
        root.instant("at"),
        poll(root.object("poll")),
        trust(root.object("trust")),
        accepted(root.objectOrNull("accepted")),
        root.textOrNull("problem"),
        pause(root.objectOrNull("paused")),
        root.flag("running"),
        services(root));
  }

  private static Poll poll(Fields poll) throws MalformedReport {
    return new Poll(poll.constant("mode", Poll.Mode.class), poll.numberOrNull("intervalSec", 1));
  }

  private static TrustedKeys trust(Fields trust) throws MalformedReport {
    return new TrustedKeys(trust.texts("manifest"), trust.texts("cache"));
  }

  private static @Nullable AcceptedManifest accepted(@Nullable Fields accepted)
      throws MalformedReport {
    return accepted == null
        ? null
        : new AcceptedManifest(
            accepted.instant("generation"),
            accepted.text("digest", SHA256, "64 hexadecimal digits"),
            accepted.instant("at"));
  }

  private static @Nullable Pause pause(@Nullable Fields pause) throws MalformedReport {
    return pause == null
        ? null
        : new Pause(pause.instant("until"), pause.textOrNull("reason"), pause.textOrNull("by"));
  }

  private static List<ServiceReport> services(Fields root) throws MalformedReport {
    List<ServiceReport> services = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Fields entry : root.objects("services")) {
      ServiceReport service = service(entry);
      if (!names.add(service.name())) {
        throw entry.problem("name", "a second service " + service.name());
      }
      services.add(service);
    }
    return services;
  }

  private static ServiceReport service(Fields entry) throws MalformedReport {
    Integer restarts = entry.numberOrNull("restarts", 0);
    return new ServiceReport(
        entry.text("name", SERVICE, "the name of a service"),
        entry.textOrNull("wanted", SHA256, "64 hexadecimal digits"),
        entry.constant("state", ReportedState.class),
        entry.textOrNull("step"),
        runs(entry),
        entry.constant("health", ReportedHealth.class),
        restarts == null ? 0 : restarts,
        error(entry.objectOrNull("error")));
  }

  private static @Nullable RunningRelease runs(Fields entry) throws MalformedReport {
    Integer number = entry.numberOrNull("release", 1);
    if (number == null) {
      return null;
    }
    String path = entry.text("storePath");
    return new RunningRelease(
        number,
        StorePath.parse(path)
            .orElseThrow(() -> entry.problem("storePath", "wanted a path in /nix/store")),
        entry.textOrNull("revision"),
        entry.instantOrNull("since"),
        serving(entry));
  }

  private static @Nullable ServingInstance serving(Fields entry) throws MalformedReport {
    Integer port = entry.numberOrNull("port", 1);
    return port == null ? null : new ServingInstance(port, entry.instant("servingSince"));
  }

  private static @Nullable ServiceError error(@Nullable Fields error) throws MalformedReport {
    return error == null ? null : new ServiceError(error.text("message"), error.instant("at"));
  }
}
