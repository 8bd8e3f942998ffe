package slipway.e2e.faults;

import slipway.e2e.site.Site;

/// A store with little room for more, gone when closed, with all that was copied meanwhile.
final class StoreDisk implements AutoCloseable {
  private static final String DIRECTORY = "/run/slipway-store";

  private final Site site;

  private StoreDisk(Site site) {
    this.site = site;
  }

  static StoreDisk small(Site site) {
    site.host()
        .shell(
            """
            mkdir -p "$1"
            mount -t tmpfs -o size=2m tmpfs "$1"
            mkdir "$1/upper" "$1/work"
            mount -t overlay -o "lowerdir=/nix/store,upperdir=$1/upper,workdir=$1/work" overlay /nix/store
            """,
            DIRECTORY)
        .orFail();
    return new StoreDisk(site);
  }

  @Override
  public void close() {
    site.host().shell("umount -l /nix/store; umount -l \"$1\"", DIRECTORY).orFail();
  }
}
