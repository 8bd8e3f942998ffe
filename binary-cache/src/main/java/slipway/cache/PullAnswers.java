package slipway.cache;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Optional;

/// What a bucket has, for a Nix that reads.
final class PullAnswers implements Answers {
  private final Readings readings;
  private final Meter meter;

  PullAnswers(Readings readings, Meter meter) {
    this.readings = readings;
    this.meter = meter;
  }

  @Override
  public void answer(HttpExchange exchange, String key, Reply reply)
      throws IOException, BucketException {
    String method = exchange.getRequestMethod();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      reply.text(405, "this store is served for reading only");
    } else if (key.endsWith(NarInfo.SUFFIX)) {
      narInfo(key, reply);
    } else if (method.equals("GET")) {
      get(exchange.getRequestHeaders(), key, reply);
    } else {
      head(key, reply);
    }
  }

  /// All attempts have timed out, or found nobody. A host that waited three times as long would
  /// heal nothing meanwhile.
  @Override
  public int unreachable() {
    return 424;
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
    Optional<ObjectHeaders> found = readings.objects().head(key);
    if (found.isPresent()) {
      reply.head(found.get());
    } else {
      reply.empty(404);
    }
  }
}
