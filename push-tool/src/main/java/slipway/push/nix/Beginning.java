package slipway.push.nix;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import slipway.cache.Bucket;
import slipway.manifest.StorePath;
import slipway.push.outcome.Failure;
import slipway.push.outcome.Meanwhile;
import slipway.push.outcome.Meanwhile.Begun;

/// What an upload can ask at once, while the key is read that the rest of it needs.
final class Beginning implements AutoCloseable {
  private static final int FIRST_PAGES = 4;
  private static final int MOST_PAGES = 64;

  /// Asking for as many paths, many at once, takes about as long as listing another page.
  private static final int PATHS_A_PAGE = 50;

  private final Meanwhile meanwhile = new Meanwhile();
  private final AtomicInteger pages = new AtomicInteger(FIRST_PAGES);
  private final Begun<Map<StorePath, PathInfo>> small;
  private final Begun<Inventory> inventory;

  /// Nix first: it takes longer than a connection, and is awaited by the first archive.
  ///
  /// @param directory where the paths of the Nix store are
  Beginning(Bucket cache, LocalStore store, Path directory, List<StorePath> tops) {
    this.small = meanwhile.begin(() -> infos(store, SmallPaths.of(tops, directory)));
    this.inventory = meanwhile.begin(() -> Inventory.read(cache, pages::get));
  }

  private static Map<StorePath, PathInfo> infos(LocalStore store, Set<StorePath> paths)
      throws Failure {
    return paths.isEmpty() ? Map.of() : store.infos(paths);
  }

  /// What Nix says of those of the tops that cost nothing to send in vain.
  Map<StorePath, PathInfo> small() throws Failure {
    return small.get();
  }

  /// To be said as soon as it is known: how much is listed depends on it.
  void closure(Collection<StorePath> closure) {
    pages.set(Math.clamp(closure.size() / PATHS_A_PAGE, FIRST_PAGES, MOST_PAGES));
  }

  Inventory inventory() throws Failure {
    return inventory.get();
  }

  @Override
  public void close() {
    meanwhile.close();
  }
}
