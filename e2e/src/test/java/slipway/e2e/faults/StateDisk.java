package slipway.e2e.faults;

import slipway.e2e.site.Site;

/// A mount over the state directory of a site, undone when closed.
final class StateDisk implements AutoCloseable {
  private final Site site;
  private final String undo;
  private final String[] arguments;

  private StateDisk(Site site, String undo, String... arguments) {
    this.site = site;
    this.undo = undo;
    this.arguments = arguments;
  }

  /// A disk of 256 KiB with all that there was.
  static StateDisk small(Site site) {
    site.host()
        .shell(
            """
            cp -a "$1" "$1.below"
            mount -t tmpfs -o size=256k,mode=0755 tmpfs "$1"
            cp -a "$1.below/." "$1/"
            rm -r "$1.below"
            """,
            site.state())
        .orFail();
    return new StateDisk(
        site,
        """
        cp -a "$1" "$1.above"
        umount -l "$1"
        rm -rf "$1"
        mv "$1.above" "$1"
        rm -f "$1/filler"
        """,
        site.state());
  }

  /// Nothing can be written below the state directory.
  static StateDisk readOnly(Site site) {
    return readOnly(site, "1");
  }

  /// The same as seen by the process with this id.
  static StateDisk readOnly(Site site, String pid) {
    site.host()
        .shell(
            """
            nsenter --target "$2" --mount sh -euc 'mount --bind "$1" "$1"; mount -o remount,bind,ro "$1"' sh "$1"
            """,
            site.state(),
            pid)
        .orFail();
    return new StateDisk(
        site, "nsenter --target \"$2\" --mount umount -l \"$1\"", site.state(), pid);
  }

  /// Leaves this many pages of the small disk free.
  static void fill(Site site, int pages) {
    site.host()
        .shell(
            """
            dd if=/dev/zero of="$1/filler" bs=4096 2>/dev/null || true
            truncate -s "-$(($2 * 4096))" "$1/filler"
            """,
            site.state(),
            Integer.toString(pages))
        .orFail();
  }

  static void free(Site site) {
    site.host().exec("rm", site.state() + "/filler").orFail();
  }

  @Override
  public void close() {
    site.host().shell(undo, arguments).orFail();
  }
}
