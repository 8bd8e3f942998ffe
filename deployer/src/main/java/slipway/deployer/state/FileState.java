package slipway.deployer.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
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

/// The state in one directory: `state.json` and the one before it, the accepted `manifest.json`,
/// and `pause.json` while the host is paused.
public final class FileState implements StateStore {
  private static final Logger LOG = LoggerFactory.getLogger(FileState.class);
  private static final String MODE = "rw-r--r--";

  private final Path directory;
  private final StateText text = new StateText();

  public FileState(Path directory) {
    this.directory = directory;
  }

  /// Where `state.json` is gone or cannot be understood, the one before it counts, which knows one
  /// step less; without that, nothing is remembered, and the next pass finds what runs by looking.
  /// In either case the kept manifest says which generation was reached, so that no older one is
  /// let in.
  @Override
  public HostState load() throws HostException {
    Optional<HostState> newest = memory(file());
    return newest.isPresent() ? newest.get() : remains();
  }

  @Override
  public void save(HostState state) throws HostException {
    write(file(), () -> DurableFile.replaceKeeping(previousFile(), file(), text.of(state), MODE));
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
    Optional<byte[]> document = isPresent(pauseFile()) ? read(pauseFile()) : Optional.empty();
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

  /// A file that cannot be understood is kept aside under another name.
  private static Optional<HostState> memory(Path file) throws HostException {
    Optional<byte[]> document = read(file);
    try {
      return document.map(StateJson::read);
    } catch (RuntimeException e) {
      Path aside = file.resolveSibling(file.getFileName() + ".damaged");
      LOG.error(
          "action=forget file={} reason=\"damaged: {}; kept as {}\"", file, firstLine(e), aside);
      putAside(file, aside);
      return Optional.empty();
    }
  }

  private HostState remains() throws HostException {
    HostState before = memory(previousFile()).orElse(HostState.EMPTY);
    byte[] document = manifest().orElse(null);
    if (document == null || !(ManifestReader.read(document) instanceof Reading.Valid(var kept))) {
      return before;
    }
    Instant generation = kept.generation();
    Accepted accepted = before.accepted();
    return accepted != null && !accepted.generation().isBefore(generation)
        ? before
        : before.with(new Accepted(generation, Digest.sha256(document), "", generation));
  }

  private static String firstLine(RuntimeException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private Path file() {
    return directory.resolve("state.json");
  }

  private Path previousFile() {
    return directory.resolve("state.json.previous");
  }

  private Path pauseFile() {
    return directory.resolve("pause.json");
  }

  private Path manifestFile() {
    return directory.resolve("manifest.json");
  }

  /// By renaming, which needs no space.
  private static void putAside(Path file, Path aside) {
    try {
      Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOG.warn("action=keep file={} reason=\"{}\"", aside, e.getMessage());
    }
  }

  /// Asked at each poll, so no exception says no.
  private static boolean isPresent(Path file) throws HostException {
    try {
      return file.getFileSystem().provider().readAttributesIfExists(file, BasicFileAttributes.class)
          != null;
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static Optional<byte[]> read(Path file) throws HostException {
    try {
      return Optional.of(Files.readAllBytes(file));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static HostException unreadable(Path file, IOException e) {
    return new HostException(
        "cannot read %s: %s; the deployer runs as root and owns this directory"
            .formatted(file, e.getMessage()),
        e);
  }

  private void replace(Path file, byte[] content) throws HostException {
    write(file, () -> DurableFile.replace(file, content, MODE));
  }

  private void write(Path file, Write write) throws HostException {
    try {
      Files.createDirectories(directory);
      write.run();
    } catch (IOException e) {
      throw new HostException(
          "cannot write %s: %s; the old file is unharmed. Make room or make the directory writable, and the next pass goes on"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  /// What changes a file.
  private interface Write {
    void run() throws IOException;
  }
}
