package slipway.cache.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Authenticates a request, carries it out and answers it, or spoils that on purpose.
final class S3Handler implements HttpHandler {
  private static final int NO_BODY = -1;

  private final SignatureCheck signatures;
  private final BucketOperations buckets;
  private final ObjectOperations objects;
  private final MultipartOperations uploads;
  private final Faults faults;
  private final Consumer<Seen> log;

  S3Handler(
      SignatureCheck signatures, Buckets all, Path folder, Faults faults, Consumer<Seen> log) {
    this.signatures = signatures;
    this.buckets = new BucketOperations(all);
    this.objects = new ObjectOperations(all, folder);
    this.uploads = new MultipartOperations(all, folder);
    this.faults = faults;
    this.log = log;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String method = exchange.getRequestMethod();
    String target = exchange.getRequestURI().toString();
    Optional<Fault> fault = faults.take(method, target);
    try (exchange;
        S3Response response =
            fault.isPresent() ? spoiled(exchange, fault.get()) : answer(exchange)) {
      exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
      log.accept(new Seen(method, target, response.status()));
      long cutAfter =
          fault.orElse(null) instanceof Fault.CutBody cut ? cut.after() : Long.MAX_VALUE;
      send(exchange, response, cutAfter);
    }
  }

  private S3Response spoiled(HttpExchange exchange, Fault fault) throws IOException {
    return switch (fault) {
      case Fault.Status(int status, String code) ->
          new S3Error(status, code, "On purpose").response();
      case Fault.Hang hang -> {
        pause(hang);
        throw new IOException("hung on purpose");
      }
      case Fault.CutBody _ -> answer(exchange);
      case Fault.Ignoring(Set<String> headers) -> answer(exchange, headers);
      case Fault.Lacking(String header, int status, String code) ->
          exchange.getRequestHeaders().containsKey(header)
              ? new S3Error(status, code, "On purpose").response()
              : answer(exchange);
      case Fault.DoneThenStatus(int status, String code) -> {
        answer(exchange).close();
        yield new S3Error(status, code, "On purpose").response();
      }
      case Fault.DoneThenCut() -> {
        answer(exchange).close();
        throw new IOException("cut on purpose");
      }
      case Fault.Redirect(URI to) -> S3Response.empty(307).with("Location", to.toString());
    };
  }

  private S3Response answer(HttpExchange exchange) throws IOException {
    return answer(exchange, Set.of());
  }

  private S3Response answer(HttpExchange exchange, Set<String> ignored) throws IOException {
    try {
      S3Request signed = S3Request.of(exchange);
      URI uri = exchange.getRequestURI();
      signatures.verify(signed, uri.getRawPath(), uri.getRawQuery());
      S3Request request = signed.without(ignored);
      return request.key().isEmpty() ? ofBucket(request) : ofObject(request);
    } catch (S3Error e) {
      return e.response();
    } catch (IllegalArgumentException e) {
      return new S3Error(400, "InvalidRequest", String.valueOf(e.getMessage())).response();
    }
  }

  private S3Response ofBucket(S3Request request) throws S3Error {
    return switch (request.method()) {
      case "GET" -> buckets.list(request);
      case "HEAD" -> buckets.head(request);
      case "PUT" -> buckets.create(request);
      default -> throw S3Error.notImplemented(request.method() + " of a bucket");
    };
  }

  private S3Response ofObject(S3Request request) throws IOException, S3Error {
    boolean upload = request.asks("uploadId");
    return switch (request.method()) {
      case "GET", "HEAD" -> objects.get(request);
      case "PUT" -> {
        if (upload) {
          yield uploads.part(request);
        }
        yield request.header("x-amz-copy-source").isPresent()
            ? objects.copy(request)
            : objects.put(request);
      }
      case "POST" -> {
        if (request.asks("uploads")) {
          yield uploads.start(request);
        }
        if (!upload) {
          throw S3Error.notImplemented("POST of an object");
        }
        yield uploads.complete(request);
      }
      case "DELETE" -> upload ? uploads.abort(request) : objects.delete(request);
      default -> throw S3Error.notImplemented(request.method() + " of an object");
    };
  }

  private static void send(HttpExchange exchange, S3Response response, long cutAfter)
      throws IOException {
    response.headers().forEach(exchange.getResponseHeaders()::set);
    boolean bodiless = response.length() == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(response.status(), bodiless ? NO_BODY : response.length());
    if (bodiless) {
      return;
    }
    long left = Math.min(response.length(), cutAfter);
    byte[] piece = new byte[64 << 10];
    OutputStream out = exchange.getResponseBody();
    while (left > 0) {
      int count = response.body().read(piece, 0, (int) Math.min(piece.length, left));
      if (count < 0) {
        throw new IOException("the stored object is shorter than it should be");
      }
      out.write(piece, 0, count);
      left -= count;
    }
    out.flush();
    if (cutAfter < response.length()) {
      throw new IOException("cut on purpose");
    }
  }

  private static void pause(Fault.Hang hang) {
    try {
      Thread.sleep(hang.time());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
