package slipway.push.nix;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.TreeSet;
import slipway.manifest.StorePath;

/// The text of `nix-store --dump-db PATH…`. It has stayed the same since Nix 1, while the JSON of
/// `nix path-info` has had three forms. For each path, one a line: the path, the hash of its
/// archive, the size of its archive, its deriver or nothing, the number of its references, and
/// these.
final class ValidityDump {
  private ValidityDump() {}

  /// @throws IllegalArgumentException where the text has another form
  static List<LocalPath> parse(String text) {
    List<LocalPath> paths = new ArrayList<>();
    Iterator<String> lines = text.lines().iterator();
    try {
      while (lines.hasNext()) {
        paths.add(next(lines));
      }
    } catch (NoSuchElementException | NumberFormatException e) {
      throw new IllegalArgumentException("not the output of nix-store --dump-db", e);
    }
    return paths;
  }

  private static LocalPath next(Iterator<String> lines) {
    StorePath path = StorePath.of(lines.next());
    String narHash = lines.next();
    long narSize = Long.parseLong(lines.next());
    lines.next(); // the deriver
    int count = Integer.parseInt(lines.next());
    TreeSet<StorePath> references = new TreeSet<>();
    for (int i = 0; i < count; i++) {
      references.add(StorePath.of(lines.next()));
    }
    return new LocalPath(path, narHash, narSize, references);
  }
}
