package slipway.deployer.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import slipway.deployer.notify.Ledger;
import slipway.deployer.notify.LedgerStore;

/// `notify.json` in the state directory, or, while that cannot be written, the same in a directory
/// of memory: a full disk is a thing to tell of. Losing both costs a message too many.
public final class LedgerFile implements LedgerStore {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerFile.class);
  private static final String MODE = "rw-------";

  private final Path file;
  private final Path instead;

  /// @param state the directory of the state
  /// @param instead the file in memory
  public LedgerFile(Path state, Path instead) {
    this.file = state.resolve("notify.json");
    this.instead = instead;
  }

  /// The one in memory is there where it is the newer one.
  @Override
  public Ledger load() {
    return read(instead).or(() -> read(file)).orElse(Ledger.NOTHING);
  }

  @Override
  public void keep(Ledger ledger) throws IOException {
    byte[] document = LedgerJson.write(ledger);
    try {
      write(file, document);
      Files.deleteIfExists(instead);
    } catch (IOException full) {
      LOG.debug("action=keep file={} reason=\"{}\"", file, full.toString());
      try {
        write(instead, document);
      } catch (IOException e) {
        e.addSuppressed(full);
        throw e;
      }
    }
  }

  private static void write(Path file, byte[] document) throws IOException {
    Files.createDirectories(file.resolveSibling(""));
    DurableFile.replace(file, document, MODE);
  }

  private static Optional<Ledger> read(Path file) {
    try {
      return Optional.of(LedgerJson.read(Files.readAllBytes(file)));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      LOG.warn("action=forget file={} reason=\"damaged: {}\"", file, e.toString());
      return Optional.empty();
    }
  }
}
