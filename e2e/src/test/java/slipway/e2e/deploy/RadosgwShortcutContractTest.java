package slipway.e2e.deploy;

import slipway.e2e.ground.Ground;

/// The same with its shortcut.
class RadosgwShortcutContractTest extends RadosgwPushContractTest {
  RadosgwShortcutContractTest(Ground ground) {
    super(ground);
  }

  @Override
  protected boolean hasShortcut() {
    return true;
  }
}
