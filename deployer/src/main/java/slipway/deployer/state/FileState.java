package slipway.deployer.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import slipway.deployer.plan.Accepted;
import slipway.deployer.plan.HostState;
import slipway.deployer.plan.Pause;
import slipway.deployer.reconcile.HostException;
import slipway.deployer.reconcile.StateStore;
import slipway.manifest.Digest;
import slipway.manifest.ManifestReader;
import slipway.manifest.Reading;

/// The state in one directory: `state.json`, the accepted `manifest.json`, and `pause.json` while
/// the host is paused.
public final class FileState implements StateStore {
  private static final Logger LOG = LoggerFactory.getLogger(FileState.class);
  private static final String MODE = "rw-r--r--";

  /// No object has it, so the next poll fetches.
  private static final String UNKNOWN_ETAG = "unknown";

  private final Path directory;

  public FileState(Path directory) {
    this.directory = directory;
  }

  /// A file that cannot be understood is kept aside. What is left of the memory is the accepted
  /// manifest, so that no older one is let in; the next pass finds what runs by looking.
  @Override
  public HostState load() throws HostException {
    byte[] document = read(file()).orElse(null);
    if (document == null) {
      return HostState.EMPTY;
    }
    try {
      return StateJson.read(document);
    } catch (RuntimeException e) {
      LOG.error("action=forget file={} reason=\"damaged: {}\"", file(), firstLine(e));
      putAside();
      return remains();
    }
  }

  @Override
  public void save(HostState state) throws HostException {
    replace(file(), StateJson.write(state));
  }

  @Override
  public Optional<byte[]> manifest() throws HostException {
    return read(manifestFile());
  }

  @Override
  public void keepManifest(byte[] manifest) throws HostException {
    replace(manifestFile(), manifest);
  }

  /// A file that cannot be understood stops every pass until somebody has looked at it: it was
  /// there to keep the host as it is.
  @Override
  public Optional<Pause> pause() throws HostException {
    Optional<byte[]> document = read(pauseFile());
    try {
      return document.map(PauseJson::read);
    } catch (RuntimeException e) {
      throw new HostException(
          "%s is damaged (%s), so nothing is changed here; `slipway-deployer resume` deletes it"
              .formatted(pauseFile(), firstLine(e)),
          e);
    }
  }

  @Override
  public void keepPause(Pause pause) throws HostException {
    replace(pauseFile(), PauseJson.write(pause));
  }

  @Override
  public void endPause() throws HostException {
    try {
      DurableFile.delete(pauseFile());
    } catch (IOException e) {
      throw new HostException(
          "cannot delete %s: %s; the host stays paused until that is gone"
              .formatted(pauseFile(), e.getMessage()),
          e);
    }
  }

  private HostState remains() throws HostException {
    byte[] document = manifest().orElse(null);
    if (document != null && ManifestReader.read(document) instanceof Reading.Valid(var kept)) {
      Instant generation = kept.generation();
      return HostState.EMPTY.with(
          new Accepted(generation, Digest.sha256(document), UNKNOWN_ETAG, generation));
    }
    return HostState.EMPTY;
  }

  private static String firstLine(RuntimeException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private Path file() {
    return directory.resolve("state.json");
  }

  private Path pauseFile() {
    return directory.resolve("pause.json");
  }

  private Path manifestFile() {
    return directory.resolve("manifest.json");
  }

  private void putAside() throws HostException {
    Path aside = directory.resolve("state.json.damaged");
    try {
      Files.copy(file(), aside, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new HostException("cannot keep the damaged state file aside as " + aside, e);
    }
  }

  private static Optional<byte[]> read(Path file) throws HostException {
    try {
      return Optional.of(Files.readAllBytes(file));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new HostException(
          "cannot read %s: %s; the deployer runs as root and owns this directory"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private void replace(Path file, byte[] content) throws HostException {
    try {
      Files.createDirectories(directory);
      DurableFile.replace(file, content, MODE);
    } catch (IOException e) {
      throw new HostException(
          "cannot write %s: %s; the old file is unharmed. Make room or make the directory writable, and the next pass goes on"
              .formatted(file, e.getMessage()),
          e);
    }
  }
}
