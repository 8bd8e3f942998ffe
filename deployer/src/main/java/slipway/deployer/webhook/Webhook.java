package slipway.deployer.webhook;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import okhttp3.ConnectionPool;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import slipway.deployer.notify.Letter;
import slipway.deployer.notify.Sink;

/// Posts messages as JSON. Nothing is loaded or opened before there is one.
public final class Webhook implements Sink {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final int ATTEMPTS = 2;
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERRORS = 500;

  /// Nothing interrupts the look-up of a name, so its thread is left behind.
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final WebhookAddress address;
  private final Duration limit;
  private final Dns names;

  /// @param limit of all attempts together
  public Webhook(WebhookAddress address, Duration limit) {
    this(address, limit, Dns.SYSTEM);
  }

  Webhook(WebhookAddress address, Duration limit, Dns names) {
    this.address = address;
    this.limit = limit;
    this.names = names;
  }

  @Override
  public String name() {
    return "webhook";
  }

  @Override
  public Delivery deliver(Letter letter) {
    HttpUrl url;
    try {
      url = WebhookUrl.of(address);
    } catch (WebhookUrl.Unusable no) {
      return new Delivery.Failed(String.valueOf(no.getMessage()));
    }
    OkHttpClient client = client();
    CompletableFuture<Delivery> answer = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("webhook")
        .start(() -> answer.completeAsync(() -> deliver(client, url, letter), Runnable::run));
    try {
      return answer.get(limit.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      return failed(url, "gives no answer in time");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return failed(url, "was not waited for, because the deployer was stopped");
    } finally {
      // A thread of it would hold up the end of the process.
      client.connectionPool().evictAll();
      client.dispatcher().executorService().shutdown();
    }
  }

  private Delivery deliver(OkHttpClient client, HttpUrl url, Letter letter) {
    long deadline = System.nanoTime() + limit.toNanos();
    for (int attempt = 1; ; attempt++) {
      Answer answer = post(client, url, letter, deadline - System.nanoTime());
      if (answer.delivery() instanceof Delivery.Delivered
          || !answer.mayPass()
          || attempt == ATTEMPTS
          || System.nanoTime() - deadline >= 0) {
        return answer.delivery();
      }
    }
  }

  /// @param mayPass whether the same at once may end otherwise
  private record Answer(Delivery delivery, boolean mayPass) {}

  private static Answer post(OkHttpClient client, HttpUrl url, Letter letter, long nanos) {
    Request request =
        new Request.Builder()
            .url(url)
            .header("User-Agent", "slipway-deployer")
            .header("Idempotency-Key", letter.id())
            .post(RequestBody.create(letter.body(), JSON))
            .build();
    OkHttpClient limited =
        client.newBuilder().callTimeout(Math.max(1, nanos), TimeUnit.NANOSECONDS).build();
    try (Response response = limited.newCall(request).execute()) {
      int code = response.code();
      return response.isSuccessful()
          ? new Answer(new Delivery.Delivered(), false)
          : new Answer(
              failed(url, "answers HTTP " + code + hint(response)),
              code == TOO_MANY || code >= SERVER_ERRORS);
    } catch (IOException e) {
      return new Answer(failed(url, reason(e)), true);
    }
  }

  private static Delivery failed(HttpUrl url, String what) {
    return new Delivery.Failed(url.host() + " " + what);
  }

  private static String hint(Response response) {
    return response.isRedirect() ? ", a redirect, which is not followed" : "";
  }

  /// In words of our own: those of the library may quote what the server wrote, or the URL.
  private static String reason(IOException e) {
    return switch (e) {
      case UnknownHostException _ -> "is a name that cannot be resolved";
      case SocketTimeoutException _ -> "gives no answer in time";
      case InterruptedIOException _ -> "gives no answer in time";
      case ConnectException _ -> "cannot be connected to";
      case SSLException _ -> "cannot be spoken to over TLS (" + e.getClass().getSimpleName() + ")";
      default -> "breaks off (" + e.getClass().getSimpleName() + ")";
    };
  }

  private OkHttpClient client() {
    return new OkHttpClient.Builder()
        .dns(names)
        .connectTimeout(limit)
        .readTimeout(limit)
        .writeTimeout(limit)
        .followRedirects(false)
        .followSslRedirects(false)
        .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
        .build();
  }
}
