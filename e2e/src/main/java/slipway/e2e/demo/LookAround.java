package slipway.e2e.demo;

/// What to type at a host that was left up.
final class LookAround {
  private LookAround() {}

  static String text(Stage stage) {
    String name = stage.host().name();
    return """

    The host is still up. To look around:
      e2e/host/host join %1$s -- curl -s -H 'Host: hello.example' http://127.0.0.1/
      e2e/host/host exec %1$s -- slipway-deployer status
      e2e/host/host exec %1$s -- journalctl -u slipway-deployer -u hello
      e2e/host/host exec %1$s -- systemctl cat hello
      e2e/host/host exec %1$s --developer -- sh -c 'cd %2$s && slipway history'
    To end it:
      e2e/host/host stop %1$s\
    """
        .formatted(name, stage.developer().directory());
  }
}
