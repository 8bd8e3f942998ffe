package slipway.push.page;

/// Makes the page for whoever asks. Safe for use by many threads.
public interface Pages {
  /// @param again whether the browser is to ask again and again
  String page(boolean again);
}
