package slipway.deployer.report;

import org.jspecify.annotations.Nullable;

/// What is known of earlier reports, read once and kept whenever it changes.
final class Memory {
  private final SentStore store;
  private @Nullable Sent sent;

  Memory(SentStore store) {
    this.store = store;
  }

  synchronized Sent sent() {
    if (sent == null) {
      sent = store.load();
    }
    return sent;
  }

  synchronized void keep(Sent news) {
    if (!news.equals(sent())) {
      store.keep(news);
      sent = news;
    }
  }
}
