package slipway.cache;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;

/// Answers Nix's requests out of a bucket.
final class LoopbackHandler implements HttpHandler {
  private static final int MOST_PARTS_AT_ONCE = 8;

  /// Of the heap, parts may take a quarter.
  private static final int PARTS_AT_ONCE =
      Math.clamp(Runtime.getRuntime().maxMemory() / 4 / Upload.PART_BYTES, 1, MOST_PARTS_AT_ONCE);

  private static final Set<String> READS = Set.of("GET", "HEAD");

  private final Readings readings;
  private final Access access;
  private final Gate gate;
  private final Meter meter;
  private final Unseen unseen;
  private final Semaphore turns = new Semaphore(PARTS_AT_ONCE, true);

  LoopbackHandler(Readings readings, Access access, Gate gate, Meter meter, Unseen unseen) {
    this.readings = readings;
    this.access = access;
    this.gate = gate;
    this.meter = meter;
    this.unseen = unseen;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Reply reply = new Reply(exchange);
      Optional<String> key = gate.key(exchange);
      if (key.isEmpty()) {
        reply.text(404, "not found");
      } else if (!gate.admits(exchange)) {
        reply.header("WWW-Authenticate", "Basic realm=\"slipway\"");
        reply.text(401, "wrong password or none; Nix reads it from the file named by netrc-file");
      } else if (!CacheKeys.allow(key.get()) || exchange.getRequestURI().getRawQuery() != null) {
        reply.text(404, "not a key of a Nix binary cache");
      } else {
        serve(exchange, key.get(), reply);
      }
    }
  }

  private void serve(HttpExchange exchange, String key, Reply reply) throws IOException {
    try {
      String method = exchange.getRequestMethod();
      if (access == Access.READ && key.endsWith(NarInfo.SUFFIX) && READS.contains(method)) {
        narInfo(key, reply);
        return;
      }
      switch (method) {
        case "GET" -> get(exchange.getRequestHeaders(), key, reply);
        case "HEAD" -> head(key, reply);
        case "PUT" -> put(exchange, key, reply);
        default -> reply.text(405, "only GET, HEAD and PUT are served");
      }
    } catch (BucketException e) {
      meter.failed(e);
      reply.text(status(e.kind()), e.getMessage());
    }
  }

  /// Nix tries again after a 502, three times in all, and after none of the others. An object that
  /// it may not have, or that is not fit for it, is to Nix one that is not there.
  private int status(BucketException.Kind kind) {
    return switch (kind) {
      case DENIED, REFUSED -> 403;
      // All attempts have timed out, or found nobody. A host that waited three times as long would
      // heal nothing meanwhile; an upload is worth it.
      case UNREACHABLE, NO_CREDENTIALS, NO_SUCH_BUCKET, WRONG_REGION ->
          switch (access) {
            case READ -> 424;
            case READ_WRITE -> 502;
          };
      case SERVER_ERROR, TOO_LARGE, UNSUPPORTED -> 502;
    };
  }

  /// HEAD, too, reads it: only an answer with a body says why it is none.
  private void narInfo(String key, Reply reply) throws IOException, BucketException {
    switch (readings.narInfo(key)) {
      case Fetched.Missing() -> reply.text(404, "no such object");
      case Fetched.NotModified() -> throw new IllegalStateException("nothing was known");
      case Fetched.Found found -> {
        meter.opened();
        reply.narInfo(found.body());
        meter.read(found.body().length);
      }
    }
  }

  private void get(Headers asked, String key, Reply reply) throws IOException, BucketException {
    if (unseen.has(key)) {
      reply.text(404, "to be written anew");
      return;
    }
    switch (readings.open(key, asked.getFirst("Range"), asked.getFirst("If-None-Match"))) {
      case Opened.Missing() -> reply.text(404, "no such object");
      case Opened.NotModified() -> reply.empty(304);
      case Opened.NoSuchRange() -> reply.text(416, "no such range");
      case Opened.Held(ObjectHeaders headers, byte[] bytes) -> {
        meter.opened();
        reply.body(headers).write(bytes);
        meter.read(bytes.length);
      }
      case Opened.Body body -> {
        try (body) {
          meter.opened();
          body.copyTo(reply.body(body.headers()), meter::read);
        } catch (BucketException e) {
          meter.failed(e);
          // The answer has begun, so the only way left to say no is not to finish it.
          throw new IOException(e);
        }
      }
    }
  }

  private void head(String key, Reply reply) throws IOException, BucketException {
    Optional<ObjectHeaders> found =
        unseen.has(key) ? Optional.empty() : readings.objects().head(key);
    if (found.isPresent()) {
      reply.head(found.get());
    } else {
      reply.empty(404);
    }
  }

  private void put(HttpExchange exchange, String key, Reply reply)
      throws IOException, BucketException {
    switch (access) {
      case READ -> reply.text(405, "this store is served for reading only");
      case READ_WRITE -> {
        Headers given = exchange.getRequestHeaders();
        ContentHeaders content =
            new ContentHeaders(given.getFirst("Content-Type"), given.getFirst("Content-Encoding"));
        long bytes =
            readings
                .objects()
                .upload(key, content, turns, meter::sending)
                .store(exchange.getRequestBody(), length(given));
        unseen.written(key);
        meter.wrote(key, bytes);
        reply.empty(201);
      }
    }
  }

  /// -1 where the client sends chunks and does not know yet.
  private static long length(Headers given) {
    String length = given.getFirst("Content-Length");
    if (length != null) {
      return Long.parseLong(length);
    }
    return given.containsKey("Transfer-Encoding") ? -1 : 0;
  }
}
