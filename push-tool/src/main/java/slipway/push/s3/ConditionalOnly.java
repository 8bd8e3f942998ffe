package slipway.push.s3;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import slipway.cache.Bucket;
import slipway.cache.BucketException;
import slipway.cache.BucketSettings;
import slipway.cache.ConditionalWrites;
import slipway.push.config.PushSettings;
import slipway.push.outcome.BucketFailures;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;

/// Lets a manifest be replaced in buckets only that keep conditional writes, and asks the bucket
/// itself each time: a provider can change, and so can what stands in front of it.
public final class ConditionalOnly implements WriteRule {
  private final BucketSettings settings;
  private final FutureTask<ConditionalWrites> probe;
  private final AtomicBoolean started = new AtomicBoolean();

  public ConditionalOnly(Bucket bucket) {
    this.settings = bucket.settings();
    this.probe = new FutureTask<>(bucket::probeConditionalWrites);
  }

  @Override
  public void prepare() {
    if (started.compareAndSet(false, true)) {
      Thread.ofVirtual().start(probe);
    }
  }

  @Override
  public void require() throws Failure {
    prepare();
    try {
      switch (probe.get()) {
        case ConditionalWrites.Kept() -> {}
        case ConditionalWrites.Lacking(String found) -> throw refusal(settings, found);
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof BucketException failure) {
        throw BucketFailures.translated(failure);
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure(ExitCode.FAILED, "interrupted while asking for conditional writes", e);
    }
  }

  private static Failure refusal(BucketSettings settings, String found) {
    return new Failure(
        ExitCode.BUCKET,
        settings.display()
            + " ("
            + settings.displayEndpoint()
            + ") has no conditional writes: "
            + found
            + ". Two pushes at the same moment could overwrite each other unseen, so the manifest"
            + " was not changed. Use a provider that has them, or a newer version of it; or, where"
            + " one person at a time pushes, set \"conditionalWrites\": \""
            + PushSettings.WITHOUT_CONDITIONAL_WRITES
            + "\" in slipway.json");
  }
}
