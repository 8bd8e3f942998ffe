package slipway.deployer.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import slipway.deployer.metrics.Tally.Last;
import slipway.deployer.metrics.Tally.Times;

/// `metrics.json` in the state directory: the tally from one process to the next. Losing it is a
/// counter that begins anew, which Prometheus knows how to take; so nothing waits for the disk.
public final class TallyFile {
  private static final Logger LOG = LoggerFactory.getLogger(TallyFile.class);

  private final Path file;

  /// @param directory of the state
  public TallyFile(Path directory) {
    this.file = directory.resolve("metrics.json");
  }

  Path path() {
    return file;
  }

  /// Nothing where there is none, or none that can be understood; that one is put aside and told
  /// of.
  ///
  /// @param now what is later was written under a clock that was wrong
  Tally load(Instant now) {
    try {
      Tally read = TallyJson.read(Files.readAllBytes(file));
      Tally tally = read.with(read.times().notAfter(now));
      Last last = tally.last();
      Instant changed = Files.getLastModifiedTime(file).toInstant();
      return last != null && last.atRest() && !changed.isAfter(now)
          ? tally.with(tally.times().or(new Times(changed, changed)))
          : tally;
    } catch (NoSuchFileException _) {
      LOG.info("action=count file={} reason=\"there is none, so all begin at zero\"", file);
    } catch (IOException | RuntimeException e) {
      Path aside = file.resolveSibling(file.getFileName() + ".damaged");
      LOG.error(
          "action=count file={} reason=\"damaged, so all begin at zero: {}; kept as {}\"",
          file,
          String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
          aside);
      putAside(aside);
    }
    return Tally.NOTHING;
  }

  private void putAside(Path aside) {
    try {
      Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOG.debug("action=keep file={} reason=\"{}\"", aside, e.getMessage());
    }
  }

  void keep(Tally tally) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    AtomicFile.replace(file, new String(TallyJson.write(tally), UTF_8));
  }
}
