package slipway.cache;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;

/// Asks a store that wants the password, as Nix would.
record UploadClient(LoopbackStore store) {
  int put(String key, byte[] body) throws Exception {
    return ask("PUT", key, BodyPublishers.ofByteArray(body));
  }

  int ask(String method, String key) throws Exception {
    return ask(method, key, BodyPublishers.noBody());
  }

  int ask(String method, String key, BodyPublisher body) throws Exception {
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(store.uri() + "/" + key))
              .header("Authorization", "Basic " + pair())
              .method(method, body)
              .build();
      return client.send(request, BodyHandlers.discarding()).statusCode();
    }
  }

  /// User and password in base 64.
  String pair() {
    String[] netrc = store.netrc().strip().split(" ", -1);
    return Base64.getEncoder().encodeToString(TestBucket.bytes(netrc[3] + ":" + netrc[5]));
  }
}
