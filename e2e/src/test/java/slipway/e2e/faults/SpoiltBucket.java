package slipway.e2e.faults;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import slipway.e2e.host.S3Endpoint;
import slipway.e2e.proxy.Request;
import slipway.e2e.proxy.S3Proxy;
import slipway.e2e.proxy.Traffic;
import slipway.e2e.proxy.Verdict;
import slipway.e2e.site.Site;

/// Both buckets of a site by way of a proxy, which spoils the answers that a test names. Reports
/// are written undisturbed.
final class SpoiltBucket implements Traffic, AutoCloseable {
  static final String MANIFEST = "manifest\\.json";
  static final String NARINFO = "[a-z0-9]{32}\\.narinfo";
  static final String INDEX = "index/[a-z0-9]{32}\\.gz";
  static final String NAR = "nar/.*";

  private final S3Proxy proxy;
  private final List<Rule> rules = new CopyOnWriteArrayList<>();
  private final List<Request> seen = new CopyOnWriteArrayList<>();

  private record Rule(Pattern keys, Verdict verdict, AtomicInteger left) {
    boolean takes(Request request) {
      return keys.matcher(request.key()).matches()
          && left.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
    }
  }

  private SpoiltBucket(S3Endpoint server) {
    this.proxy = S3Proxy.before(server, this);
  }

  /// Sends the site's deployer this way from now on.
  static SpoiltBucket of(Site site) {
    SpoiltBucket spoilt = new SpoiltBucket(site.ground().radosgw().endpoint());
    S3Endpoint way = spoilt.proxy.endpoint();
    site.manifestSettings().set("bucket", way.bucketSettings(site.bucket().bucket()));
    site.settings()
        .withObjectProperty("cache")
        .set("bucket", way.bucketSettings(site.ground().cache().bucket()));
    site.configure();
    return spoilt;
  }

  /// @param keys a regular expression for whole keys
  SpoiltBucket always(String keys, Verdict verdict) {
    return next(Integer.MAX_VALUE, keys, verdict);
  }

  /// Spoils so many of the next readings.
  SpoiltBucket next(int times, String keys, Verdict verdict) {
    rules.add(new Rule(Pattern.compile(keys), verdict, new AtomicInteger(times)));
    return this;
  }

  /// Nothing is spoilt any more.
  void heal() {
    rules.clear();
  }

  /// The readings of such keys so far.
  List<Request> asked(String keys) {
    return seen.stream().filter(request -> request.key().matches(keys)).toList();
  }

  /// The address as messages show it.
  String address() {
    return proxy.endpoint().address().toString();
  }

  @Override
  public Verdict arrives(Request request) {
    boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
    if (!reads) {
      return new Verdict.Pass();
    }
    seen.add(request);
    return rules.stream()
        .filter(rule -> rule.takes(request))
        .findFirst()
        .map(Rule::verdict)
        .orElseGet(Verdict.Pass::new);
  }

  @Override
  public void close() {
    proxy.close();
  }
}
