package slipway.deployer.notify;

import java.util.List;

/// What is to be told after a pass, and what is to be remembered of it.
record Judgement(List<Message> news, Memory memory) {
  Judgement {
    news = List.copyOf(news);
  }
}
