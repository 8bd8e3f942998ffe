package slipway.cache;

/// The contract, with the client of the push tool and its shortcut, against the server of the unit
/// tests.
class ShortcutContractTest extends ApacheClientContractTest {
  @Override
  protected boolean hasShortcut() {
    return true;
  }
}
