package slipway.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Requests about small objects without the SDK's client, which takes longer to get ready for its
/// first request than a whole push, and many times as much of the processor for each.
///
/// Only the answer that was hoped for counts. Whatever else happens is for the SDK to find out by
/// asking again, and to tell; so a write that is not known to be done may be.
final class Shortcut implements AutoCloseable {
  private static final byte[] NOTHING = {};
  private static final String METADATA = "x-amz-meta-";
  private static final int TEMPORARY_REDIRECT = 307;

  /// A thousand objects of a listing, and what an error says.
  private static final int MOST_TEXT_BYTES = 4 << 20;

  /// Properties by which the SDK takes another way.
  private static final List<String> ELSEWHERE_BY_PROPERTY =
      List.of(
          "http.proxyHost",
          "https.proxyHost",
          "socksProxyHost",
          "java.net.useSystemProxies",
          "aws.accessKeyId",
          "aws.endpointUrl",
          "aws.endpointUrlS3",
          "aws.useFipsEndpoint",
          "aws.useDualstackEndpoint",
          "aws.profile",
          "aws.sharedCredentialsFile",
          "aws.configFile",
          "aws.webIdentityTokenFile");

  private final BucketSettings where;
  private final Map<String, String> environment;
  private final InstantSource clock;
  private final String host;
  private final String path;
  private final Wire wire;
  private volatile boolean works = true;
  private volatile @Nullable Access access;

  private Shortcut(
      BucketSettings where,
      Map<String, String> environment,
      InstantSource clock,
      URI bucket,
      Wire wire) {
    this.where = where;
    this.environment = environment;
    this.clock = clock;
    this.host = SignedRequest.host(bucket);
    this.path = bucket.getRawPath();
    this.wire = wire;
  }

  /// Empty where it takes the SDK to know the address or the way.
  ///
  /// @param environment names the credentials, where they are written down
  static Optional<Shortcut> of(
      BucketSettings where,
      Map<String, String> environment,
      InstantSource clock,
      Timeouts timeouts) {
    boolean elsewhere =
        ObjectAddress.isElsewhere(environment)
            || ELSEWHERE_BY_PROPERTY.stream().anyMatch(name -> System.getProperty(name) != null);
    return elsewhere
        ? Optional.empty()
        : ObjectAddress.of(where, "")
            .map(bucket ->
                new Shortcut(where, environment, clock, bucket, new Wire(bucket, timeouts)));
  }

  private record Access(StaticKeys keys, SignedRequest.DayKey day) {}

  /// Begins to connect for so many requests to come.
  void openAhead(int count) {
    try {
      if (works && access(clock.instant()) != null) {
        wire.openAhead(count);
      }
    } catch (IOException | IllegalArgumentException _) {
      works = false;
    }
  }

  Optional<Fetched> fetch(String key, @Nullable String knownEtag, int maxBytes) {
    Map<String, String> condition =
        knownEtag == null ? Map.of() : Map.of("if-none-match", Etags.quoted(knownEtag));
    return ask("GET", key, "", condition, NOTHING, 0, Math.max(maxBytes, 1 << 14))
        .flatMap(answer -> fetched(answer, maxBytes));
  }

  private static Optional<Fetched> fetched(Wire.Answer answer, int maxBytes) {
    return switch (answer.status()) {
      case HttpURLConnection.HTTP_OK ->
          answer.body().length > maxBytes
              ? Optional.empty()
              : Optional.of(
                  new Fetched.Found(
                      answer.body(),
                      etag(answer),
                      metadata(answer.headers()),
                      lastModified(answer)));
      case HttpURLConnection.HTTP_NOT_MODIFIED -> Optional.of(new Fetched.NotModified());
      case HttpURLConnection.HTTP_NOT_FOUND ->
          new String(answer.body(), UTF_8).contains("<Code>NoSuchKey</Code>")
              ? Optional.of(new Fetched.Missing())
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  /// Nothing but that it was written; a condition that does not hold is for the SDK to find out.
  Optional<Written> write(
      String key,
      byte[] body,
      String contentType,
      Map<String, String> metadata,
      Condition condition) {
    Map<String, String> headers = new HashMap<>();
    headers.put("content-type", contentType);
    metadata.forEach((name, value) -> headers.put(METADATA + name, value));
    headers.putAll(condition.headers());
    return ask("PUT", key, "", headers, body, body.length, MOST_TEXT_BYTES)
        .filter(answer -> answer.status() == HttpURLConnection.HTTP_OK)
        .map(answer -> new Written.Done(etag(answer)));
  }

  /// @param sending is told of every piece that is sent, or taken back
  /// @return whether it is stored
  boolean put(String key, ContentHeaders headers, byte[] bytes, int count, LongConsumer sending) {
    Map<String, String> sent = new HashMap<>();
    if (headers.type() != null) {
      sent.put("content-type", headers.type());
    }
    if (headers.encoding() != null) {
      sent.put("content-encoding", headers.encoding());
    }
    AtomicLong counted = new AtomicLong();
    LongConsumer counting =
        piece -> {
          counted.addAndGet(piece);
          sending.accept(piece);
        };
    String target = path + ObjectAddress.encoded(where.key(key));
    boolean stored =
        request("PUT", target, "", sent, bytes, count, MOST_TEXT_BYTES, counting)
            .filter(answer -> answer.status() == HttpURLConnection.HTTP_OK)
            .isPresent();
    // Of what was sent twice, too.
    sending.accept((stored ? count : 0) - counted.get());
    return stored;
  }

  /// What there is to say about an object, or that there is none.
  Optional<Optional<ObjectInfo>> describe(String key) {
    Optional<Wire.Answer> answer = ask("HEAD", key, "", Map.of(), NOTHING, 0, 0);
    if (answer.isEmpty()) {
      return Optional.empty();
    }
    if (answer.get().status() == HttpURLConnection.HTTP_NOT_FOUND) {
      return Optional.of(Optional.empty());
    }
    String length = answer.get().headers().get("content-length");
    if (answer.get().status() != HttpURLConnection.HTTP_OK || length == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          Optional.of(
              new ObjectInfo(
                  key, Long.parseLong(length), etag(answer.get()), lastModified(answer.get()))));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  /// A page of a listing.
  ///
  /// @param delimiter what no key has after the prefix; null where any will do
  /// @param token where the page begins, null for the first
  Optional<ListingText.Page> list(
      String prefix, @Nullable String delimiter, @Nullable String token) {
    TreeMap<String, String> query = new TreeMap<>();
    query.put("list-type", "2");
    query.put("prefix", where.key(prefix));
    if (delimiter != null) {
      query.put("delimiter", delimiter);
    }
    if (token != null) {
      query.put("continuation-token", token);
    }
    StringBuilder text = new StringBuilder();
    query.forEach((name, value) ->
        text.append(text.isEmpty() ? "" : "&")
            .append(name)
            .append('=')
            .append(ObjectAddress.encoded(value).replace("/", "%2F")));
    return request("GET", path, text.toString(), Map.of(), NOTHING, 0, MOST_TEXT_BYTES, _ -> {})
        .filter(answer -> answer.status() == HttpURLConnection.HTTP_OK)
        .flatMap(answer -> ListingText.read(new String(answer.body(), UTF_8), where.prefix()));
  }

  private Optional<Wire.Answer> ask(
      String method,
      String key,
      String query,
      Map<String, String> headers,
      byte[] body,
      int length,
      int mostBytes) {
    String target = path + ObjectAddress.encoded(where.key(key));
    return request(method, target, query, headers, body, length, mostBytes, _ -> {});
  }

  private Optional<Wire.Answer> request(
      String method,
      String target,
      String query,
      Map<String, String> headers,
      byte[] body,
      int length,
      int mostBytes,
      LongConsumer sending) {
    if (!works) {
      return Optional.empty();
    }
    try {
      Instant now = clock.instant();
      Access allowed = access(now);
      if (allowed == null) {
        return Optional.empty();
      }
      String head = head(method, target, query, headers, body, length, allowed, now);
      Wire.Answer answer =
          wire.send(new Wire.Request(method, head, body, length, mostBytes, sending));
      switch (answer.status()) {
        // The keys may have been replaced by others, or are of no use here.
        case HttpURLConnection.HTTP_FORBIDDEN -> {
          access = null;
          works = !isRefusedForGood(answer);
        }
        // Another region, or a server that does not know a header: so it would say every time.
        case HttpURLConnection.HTTP_MOVED_PERM,
            TEMPORARY_REDIRECT,
            HttpURLConnection.HTTP_BAD_REQUEST,
            HttpURLConnection.HTTP_NOT_IMPLEMENTED ->
            works = false;
        default -> {}
      }
      return Optional.of(answer);
    } catch (Unsendable | Wire.TooLarge _) {
      return Optional.empty();
    } catch (IOException | IllegalArgumentException _) {
      works = false;
      return Optional.empty();
    }
  }

  /// A clock that is wrong, which the SDK finds out about, and a token that is too old.
  private static boolean isRefusedForGood(Wire.Answer answer) {
    String text = new String(answer.body(), UTF_8);
    return text.contains("RequestTimeTooSkewed") || text.contains("ExpiredToken");
  }

  /// A header that has to be written in another form than it has.
  private static final class Unsendable extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private @Nullable Access access(Instant now) throws IOException {
    Access known = access;
    if (known != null && known.day().isOf(now)) {
      return known;
    }
    Optional<StaticKeys> keys = StaticKeys.find(environment, where.profile());
    if (keys.isEmpty()) {
      works = false;
      return null;
    }
    Access found = new Access(keys.get(), SignedRequest.DayKey.of(keys.get(), where.region(), now));
    access = found;
    return found;
  }

  private String head(
      String method,
      String target,
      String query,
      Map<String, String> headers,
      byte[] body,
      int length,
      Access allowed,
      Instant now)
      throws Unsendable {
    require(headers);
    Map<String, String> all =
        SignedRequest.headers(
            method,
            host,
            target,
            query,
            headers,
            SignedRequest.sha256(body, length),
            where.region(),
            allowed.keys(),
            allowed.day(),
            now);
    StringBuilder head = new StringBuilder(method).append(' ').append(target);
    if (!query.isEmpty()) {
      head.append('?').append(query);
    }
    head.append(" HTTP/1.1\r\n");
    all.forEach((name, value) -> header(head, name, value));
    header(head, "user-agent", "slipway");
    if (method.equals("PUT")) {
      header(head, "content-length", Integer.toString(length));
    }
    return head.append("\r\n").toString();
  }

  /// What is signed has no space at either end, nor two in a row.
  private static void require(Map<String, String> headers) throws Unsendable {
    for (String value : headers.values()) {
      if (!isPlain(value) || value.contains("  ") || !value.equals(value.strip())) {
        throw new Unsendable();
      }
    }
  }

  private static boolean isPlain(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < ' ' || value.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  private static void header(StringBuilder head, String name, String value) {
    head.append(name).append(": ").append(value).append("\r\n");
  }

  private static String etag(Wire.Answer answer) {
    return Etags.bare(answer.headers().get("etag"));
  }

  private static Map<String, String> metadata(Map<String, String> headers) {
    Map<String, String> metadata = new HashMap<>();
    headers.forEach((name, value) -> {
      if (name.startsWith(METADATA)) {
        metadata.put(name.substring(METADATA.length()), value);
      }
    });
    return metadata;
  }

  private static Instant lastModified(Wire.Answer answer) {
    String text = answer.headers().get("last-modified");
    try {
      return text == null ? Instant.EPOCH : Times.ofHeader(text);
    } catch (DateTimeException _) {
      return Instant.EPOCH;
    }
  }

  @Override
  public void close() {
    wire.close();
  }
}
