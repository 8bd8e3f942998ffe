package slipway.push.html;

import java.util.List;

/// Texts that somebody might put where they are shown, to have a page do something.
public final class Hostile {
  public static final List<String> TEXTS =
      List.of(
          "<script>document.title='owned'</script>",
          "\"><img src=x onerror=\"document.title='owned'\">",
          "'><svg onload=alert(1)>",
          "</pre></style></title></script><h1>owned</h1>",
          "<!-- --!><base href=//evil.example/>",
          "javascript:alert(1)",
          "<meta http-equiv=refresh content='0;url=//evil.example/'>",
          "&lt;b&gt;&amp;amp; &#60;i&#62;",
          "${7*7} {{7*7}} <%= 7*7 %> #{7*7}",
          "x".repeat(10_000));

  private Hostile() {}
}
