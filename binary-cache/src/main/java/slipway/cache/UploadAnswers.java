package slipway.cache;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;

/// What a Nix that writes is told, most of it without asking the bucket.
final class UploadAnswers implements Answers {
  /// As `slipway init` writes it, too.
  private static final String INFO = "StoreDir: /nix/store\nWantMassQuery: 1\nPriority: 40\n";

  private final Shipment shipment;
  private final Archives archives;

  UploadAnswers(Shipment shipment, Archives archives) {
    this.shipment = shipment;
    this.archives = archives;
  }

  @Override
  public void answer(HttpExchange exchange, String key, Reply reply)
      throws IOException, BucketException {
    switch (exchange.getRequestMethod()) {
      case "GET", "HEAD" -> look(key, reply);
      case "PUT" -> put(exchange, key, reply);
      default -> reply.text(405, "only GET, HEAD and PUT are served");
    }
  }

  /// Worth trying again.
  @Override
  public int unreachable() {
    return 502;
  }

  private void look(String key, Reply reply) throws IOException {
    if (key.equals(CacheKeys.INFO)) {
      reply.text(200, INFO.strip());
    } else if (key.endsWith(NarInfo.SUFFIX)) {
      Optional<byte[]> narInfo = shipment.narInfo(key);
      if (narInfo.isPresent()) {
        reply.narInfo(narInfo.get());
      } else {
        reply.text(404, "to be sent");
      }
    } else if (reply.exchange().getRequestMethod().equals("HEAD") && shipment.hasArchive(key)) {
      reply.empty(200);
    } else {
      reply.text(404, "to be sent");
    }
  }

  private void put(HttpExchange exchange, String key, Reply reply)
      throws IOException, BucketException {
    Headers given = exchange.getRequestHeaders();
    if (key.endsWith(NarInfo.SUFFIX)) {
      byte[] narInfo = exchange.getRequestBody().readNBytes(NarInfo.MAX_BYTES + 1);
      if (narInfo.length > NarInfo.MAX_BYTES) {
        reply.text(413, "a narinfo may have " + NarInfo.MAX_BYTES + " bytes");
        return;
      }
      if (narInfo.length < length(given)) {
        throw new EOFException("got " + narInfo.length + " of " + length(given) + " bytes");
      }
      Optional<String> problem = shipment.take(key, narInfo);
      if (problem.isPresent()) {
        reply.text(400, key + " is not taken: " + problem.get());
        return;
      }
    } else if (!key.equals(CacheKeys.INFO)) {
      archives.take(
          key,
          new ContentHeaders(given.getFirst("Content-Type"), given.getFirst("Content-Encoding")),
          exchange.getRequestBody(),
          length(given));
    }
    reply.empty(201);
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
