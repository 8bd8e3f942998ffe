package slipway.push.s3;

import java.util.concurrent.atomic.AtomicBoolean;
import slipway.push.config.PushSettings;
import slipway.push.outcome.Progress;

/// Lets a manifest be replaced in any bucket, as the settings want it, and says what that means.
public final class AtOwnRisk implements WriteRule {
  private final Progress progress;
  private final AtomicBoolean said = new AtomicBoolean();

  public AtOwnRisk(Progress progress) {
    this.progress = progress;
  }

  @Override
  public void prepare() {
    if (said.compareAndSet(false, true)) {
      progress.say(
          "conditionalWrites is \""
              + PushSettings.WITHOUT_CONDITIONAL_WRITES
              + "\": of two pushes at the same moment one may be lost; `slipway history` lists it"
              + " all the same");
    }
  }

  @Override
  public void require() {
    prepare();
  }
}
