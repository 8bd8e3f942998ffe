package slipway.e2e.push;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import slipway.e2e.proxy.Answer;
import slipway.e2e.proxy.Request;
import slipway.e2e.proxy.Verdict;

/// Every manifest that was ever current, as the server took it.
final class Ledger {
  private final Map<String, Entry> byReplaced = new HashMap<>();
  private final List<String> problems = new ArrayList<>();

  /// @param etag without quotes, as `replaced` is
  record Entry(String replaced, String etag, byte[] manifest, String signature) {}

  synchronized void note(Request request, Verdict verdict, Answer answer) {
    boolean seen = !(verdict instanceof Verdict.Refuse) && !(verdict instanceof Verdict.Reset);
    if (seen && answer.status() == 0) {
      problems.add("the server gave no answer to " + request.method() + " " + request.target());
    }
    if (!seen || !request.is("PUT", "manifest.json") || answer.status() != 200) {
      return;
    }
    Entry entry =
        new Entry(
            bare(request.header("if-match").orElse("")),
            bare(answer.header("etag").orElse("")),
            request.body(),
            request.header("x-amz-meta-signature").orElse(""));
    if (byReplaced.put(entry.replaced(), entry) != null) {
      problems.add("two writes replaced the same manifest, " + entry.replaced());
    }
  }

  /// In the order in which they were current.
  ///
  /// @param etag of the manifest before the first
  synchronized List<Entry> after(String etag) {
    assertEquals(List.of(), problems);
    List<Entry> chain = new ArrayList<>();
    Entry next = byReplaced.get(etag);
    while (next != null) {
      chain.add(next);
      next = byReplaced.get(next.etag());
    }
    assertEquals(byReplaced.size(), chain.size(), "each write replaced the one before it");
    return chain;
  }

  private static String bare(String etag) {
    return etag.replace("\"", "");
  }
}
