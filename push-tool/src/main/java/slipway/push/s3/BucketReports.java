package slipway.push.s3;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import slipway.cache.Bucket;
import slipway.cache.BucketException;
import slipway.cache.Fetched;
import slipway.cache.ObjectInfo;
import slipway.push.fleet.HostReports;
import slipway.push.fleet.Sighting;
import slipway.push.outcome.BucketFailures;
import slipway.push.outcome.Failure;
import slipway.report.HostReportReader;
import slipway.report.ReportReading;
import slipway.report.ReportText;
import slipway.report.StatusKey;

/// Reports as objects of the manifest's bucket. One that did not change is not sent again.
public final class BucketReports implements HostReports {
  private final Bucket bucket;
  private final Map<String, Seen> seen = new ConcurrentHashMap<>();

  public BucketReports(Bucket bucket) {
    this.bucket = bucket;
  }

  private record Seen(String etag, Sighting sighting) {}

  @Override
  public List<String> hosts() throws Failure {
    try {
      return bucket.list(StatusKey.PREFIX).stream()
          .map(ObjectInfo::key)
          .map(StatusKey::hostOf)
          .flatMap(Optional::stream)
          .sorted()
          .toList();
    } catch (BucketException e) {
      throw BucketFailures.translated(e);
    }
  }

  @Override
  public Sighting look(String host) throws Failure {
    Seen before = seen.get(host);
    try {
      Fetched fetched =
          bucket.fetch(
              StatusKey.of(host),
              before == null ? null : before.etag(),
              HostReportReader.MAX_BYTES);
      return switch (fetched) {
        case Fetched.Found found -> {
          Sighting sighting = read(host, found);
          seen.put(host, new Seen(found.etag(), sighting));
          yield sighting;
        }
        case Fetched.Missing() -> new Sighting.Never();
        case Fetched.NotModified() ->
            before == null
                ? new Sighting.Unasked("the bucket calls unchanged what it never sent")
                : before.sighting();
      };
    } catch (BucketException e) {
      return unread(e);
    }
  }

  private static Sighting read(String host, Fetched.Found found) {
    return switch (HostReportReader.read(found.body())) {
      case ReportReading.Invalid(var problem) ->
          new Sighting.Unreadable(ReportText.message(problem.toString()));
      case ReportReading.Valid(var report) ->
          report.host().equals(host)
              ? new Sighting.Reported(report, found.lastModified())
              : new Sighting.Unreadable("it is about " + report.host());
    };
  }

  private static Sighting unread(BucketException e) throws Failure {
    return switch (e.kind()) {
      case UNREACHABLE, SERVER_ERROR -> new Sighting.Unasked(Failure.text(e));
      case TOO_LARGE ->
          new Sighting.Unreadable(
              "it is larger than %d bytes".formatted(HostReportReader.MAX_BYTES));
      case NO_CREDENTIALS, DENIED, NO_SUCH_BUCKET, WRONG_REGION, UNSUPPORTED, REFUSED ->
          throw BucketFailures.translated(e);
    };
  }
}
