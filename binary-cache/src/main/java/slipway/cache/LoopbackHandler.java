package slipway.cache;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Optional;

/// Lets nobody but Nix through, and keeps in mind where the bucket failed it.
final class LoopbackHandler implements HttpHandler {
  private final Gate gate;
  private final Answers answers;
  private final Meter meter;

  LoopbackHandler(Gate gate, Answers answers, Meter meter) {
    this.gate = gate;
    this.answers = answers;
    this.meter = meter;
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
      answers.answer(exchange, key, reply);
    } catch (BucketException e) {
      meter.failed(e);
      reply.text(status(e.kind()), e.getMessage());
    }
  }

  /// An object that Nix may not have, or that is not fit for it, is to Nix one that is not there.
  private int status(BucketException.Kind kind) {
    return switch (kind) {
      case DENIED, REFUSED -> 403;
      case UNREACHABLE, NO_CREDENTIALS, NO_SUCH_BUCKET, WRONG_REGION -> answers.unreachable();
      case SERVER_ERROR, TOO_LARGE, UNSUPPORTED -> 502;
    };
  }
}
