package slipway.cache;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/// What a [LoopbackStore] says to Nix, once it is known that it is Nix who asks.
interface Answers {
  /// @param key one that [CacheKeys] allow
  void answer(HttpExchange exchange, String key, Reply reply) throws IOException, BucketException;

  /// The status that stands for a bucket which cannot be reached. Nix tries again after a 502,
  /// three times in all, and after none of the others.
  int unreachable();
}
