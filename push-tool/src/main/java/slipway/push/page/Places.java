package slipway.push.page;

import slipway.push.html.Anchor;

/// Where on the page things are.
final class Places {
  static final Anchor MAIN = new Anchor("main");

  private Places() {}

  static Anchor host(String name) {
    return new Anchor("host-" + name);
  }
}
