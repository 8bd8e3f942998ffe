package slipway.push.html;

/// Where a link may lead: to another place of the page, or to the page itself. Nothing of what
/// somebody wrote becomes an address.
public sealed interface Link permits Anchor, Link.Reload {
  String reference();

  /// The page anew, where it is served.
  enum Reload implements Link {
    ONCE("/"),
    AGAIN_AND_AGAIN("/?refresh");

    private final String reference;

    Reload(String reference) {
      this.reference = reference;
    }

    @Override
    public String reference() {
      return reference;
    }
  }
}
