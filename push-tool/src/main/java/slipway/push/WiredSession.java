package slipway.push;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import slipway.manifest.NixPublicKey;
import slipway.push.change.Author;
import slipway.push.change.ManifestUpdate;
import slipway.push.change.Pauses;
import slipway.push.change.Signing;
import slipway.push.cli.Tools;
import slipway.push.config.PushSettings;
import slipway.push.files.KeyFiles;
import slipway.push.nix.CacheKey;
import slipway.push.nix.CachedGraph;
import slipway.push.nix.DiffClosures;
import slipway.push.operation.Apply;
import slipway.push.operation.Archive;
import slipway.push.operation.ClosureDifferences;
import slipway.push.operation.Closures;
import slipway.push.operation.Comparison;
import slipway.push.operation.History;
import slipway.push.operation.Push;
import slipway.push.operation.Rollback;
import slipway.push.operation.Status;
import slipway.push.operation.Survey;
import slipway.push.operation.Wait;
import slipway.push.outcome.Failure;
import slipway.push.process.Programs;
import slipway.push.s3.BucketReports;

/// The buckets and keys of one settings file, opened.
final class WiredSession implements Tools.Session {
  private final Surroundings here;
  private final OpenBuckets buckets;
  private final Signing signing;
  private final ManifestUpdate update;
  private final PushSettings settings;
  private final KeyFiles keys;
  private final Programs silent;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  WiredSession(
      Surroundings here,
      PushSettings settings,
      KeyFiles keys,
      Programs silent,
      Pauses pauses,
      Author author)
      throws Failure {
    this.here = here;
    this.settings = settings;
    this.keys = keys;
    this.silent = silent;
    this.signing = new Signing(keys.load(settings.manifestKeyFile()), settings.trustedKeys());
    this.buckets = OpenBuckets.of(here, settings);
    this.update = new ManifestUpdate(buckets.manifests(), signing, here.clock(), pauses, author);
  }

  @Override
  public Closures closures() throws Failure {
    CacheKey key = new CacheKey(settings.cacheKeyFile(), keys);
    // A build takes long, and would be in vain without it.
    var _ = key.secret();
    return WiredUploads.closures(here, settings, buckets, key, silent);
  }

  @Override
  public ManifestUpdate update() {
    return update;
  }

  @Override
  public Push push(Closures closures) {
    return new Push(update, closures, here.clock(), here.display());
  }

  @Override
  public Apply apply() {
    return new Apply(update, this::closures, here.display());
  }

  @Override
  public Rollback rollback() throws Failure {
    return new Rollback(archive(), update, new CachedGraph(buckets.cache(), cacheKeys()));
  }

  /// Ours, and what colleagues sign with. Without a key of our own theirs may do.
  private Set<NixPublicKey> cacheKeys() throws Failure {
    Set<NixPublicKey> trusted = new HashSet<>(settings.trustedKeys());
    if (keys.exists(settings.cacheKeyFile())) {
      trusted.add(keys.load(settings.cacheKeyFile()).publicKey());
    }
    return trusted;
  }

  private Archive archive() {
    return new Archive(buckets.manifests(), signing);
  }

  @Override
  public Comparison comparison() {
    return new Comparison(archive());
  }

  @Override
  public ClosureDifferences closureDifferences() {
    return new DiffClosures(silent);
  }

  @Override
  public History history() {
    return new History(buckets.manifests(), signing);
  }

  @Override
  public Wait waiting() {
    return new Wait(new BucketReports(buckets.bucket()), threads, here.clock(), Thread::sleep);
  }

  @Override
  public Status status() {
    return new Status(update, new BucketReports(buckets.bucket()), threads, here.clock());
  }

  @Override
  public Survey survey() {
    return new Survey(
        buckets.bucket().settings().display(),
        update,
        new BucketReports(buckets.bucket()),
        history(),
        threads,
        here.clock());
  }

  @Override
  public void close() {
    threads.shutdownNow(); // whoever is still being asked is not waited for
    buckets.close();
  }
}
