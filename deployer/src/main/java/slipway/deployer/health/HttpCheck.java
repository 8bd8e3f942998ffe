package slipway.deployer.health;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import slipway.deployer.plan.ProgramWords;
import slipway.deployer.reconcile.UnitStatus;

/// The health path answers 2xx or 3xx.
///
/// @param host what stands in the Host header
record HttpCheck(OkHttpClient client, int port, String path, String host) implements Check {
  @Override
  public Finding look(UnitStatus unit) {
    String shown = "GET http://127.0.0.1:" + port + path;
    HttpUrl url = HttpUrl.get("http://127.0.0.1:" + port).resolve(path);
    // A path such as //elsewhere/ would name another machine.
    if (url == null || !url.host().equals("127.0.0.1") || url.port() != port) {
      return new Finding.Broken(shown + " is no address on this host; change health.path");
    }
    Request request =
        new Request.Builder().url(url).header("Host", host).header("Connection", "close").build();
    try (Response response = client.newCall(request).execute()) {
      int status = response.code();
      return status >= 200 && status < 400
          ? new Finding.Good()
          : new Finding.NotYet(shown + " answered " + status + ", wanted 2xx or 3xx");
    } catch (ConnectException refused) {
      return new Finding.NotYet(shown + " got no answer: " + words(refused), port);
    } catch (IOException broken) {
      return new Finding.NotYet(shown + " got no answer: " + words(broken));
    }
  }

  /// Of an answer that is no HTTP the message holds a piece.
  private static String words(IOException broken) {
    String message = String.valueOf(broken.getMessage());
    return broken instanceof ProtocolException ? ProgramWords.quoted(message) : message;
  }
}
