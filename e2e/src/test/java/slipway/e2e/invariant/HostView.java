package slipway.e2e.invariant;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import slipway.e2e.host.ThrowawayHost;

/// All that lies or runs on a host in the name of one namespace, read in one go by a shell on it.
///
/// @param state the bytes of the state file, none where there is no file
/// @param rows what was found, kind first
record HostView(byte[] state, List<Row> rows) {
  /// One thing found.
  ///
  /// @param kind `file`, `link`, `unit`, `profile`, `root`, `process`
  /// @param name of it
  /// @param more what is known of it, by kind
  record Row(String kind, String name, List<String> more) {
    String first() {
      return more.isEmpty() ? "" : more.getFirst();
    }
  }

  private static final String SCRIPT =
      """
      ns=$1 state=/var/lib/$1-deployer
      row() { printf '%s|' "$@"; echo; }
      echo "$(base64 -w0 "$state/state.json" 2>/dev/null || true)"
      if [ -d "$state/services" ]; then ls -A "$state/services" | while read -r f; do row file "$f"; done; fi
      for dir in /run/systemd/system /etc/systemd/system /run/systemd/system.control \\
          /etc/systemd/system.control /run/systemd/transient; do
        for link in $dir/$ns-* $dir/*.wants/$ns-* $dir/*.requires/$ns-*; do
          if [ -e "$link" ] || [ -L "$link" ]; then row link "$link" "$(readlink "$link" || true)"; fi
        done
      done
      systemctl list-units --all --plain --no-legend --full "$ns-*" | while read -r unit load active _; do
        pid=$(systemctl show -P MainPID "$unit")
        row unit "$unit" "$load" "$active" "$(systemctl show -P NeedDaemonReload "$unit")" \\
          "$(systemctl show -P ExecStart "$unit" | sed -n 's/.*path=\\([^ ]*\\).*/\\1/p')" \\
          "$(tr '\\0' '\\n' 2>/dev/null <"/proc/$pid/environ" | sed -n 's/^MARK=//p')"
      done
      links() {
        if [ -d "$2" ]; then ls -A "$2" | while read -r f; do row "$1" "$f" "$(readlink "$2/$f" || true)"; done; fi
      }
      links profile "/nix/var/nix/profiles/$ns"
      links root "/nix/var/nix/gcroots/$ns"
      for link in /nix/var/nix/profiles/$ns/* /nix/var/nix/gcroots/$ns/*; do
        path=$(readlink -f "$link") || true
        case $path in
          /nix/store/*) nix-store --check-validity "$path" 2>/dev/null || row invalid "$path" "$link" ;;
        esac
      done
      """;

  static HostView of(ThrowawayHost host, String namespace) {
    List<String> lines = host.shell(SCRIPT, namespace).orFail().out().lines().toList();
    List<Row> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      List<String> words = Arrays.asList(line.split("\\|", -1));
      rows.add(new Row(words.getFirst(), words.get(1), words.subList(2, words.size() - 1)));
    }
    return new HostView(Base64.getDecoder().decode(lines.getFirst()), rows);
  }

  List<Row> all(String kind) {
    return rows.stream().filter(row -> row.kind().equals(kind)).toList();
  }

  Set<String> names(String kind) {
    Set<String> names = new TreeSet<>();
    all(kind).forEach(row -> names.add(row.name()));
    return names;
  }
}
