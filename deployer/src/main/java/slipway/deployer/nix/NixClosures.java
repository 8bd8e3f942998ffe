package slipway.deployer.nix;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import slipway.deployer.process.PrivateDirectory;
import slipway.deployer.reconcile.Closures;
import slipway.deployer.reconcile.HostException;
import slipway.manifest.StorePath;

/// The Nix store of this host, filled by `nix copy`.
///
/// Nix unpacks a path in place and records it as valid afterwards, so that a path can be on disk
/// without being whole after a power cut. `present` therefore also asks Nix, once for each path as
/// long as it stays on disk.
public final class NixClosures implements Closures {
  private static final Logger LOG = LoggerFactory.getLogger(NixClosures.class);

  /// Hundreds of times what a look into Nix's database takes.
  private static final Duration LOOK = Duration.ofSeconds(10);

  private static final int ENOUGH = 2;
  private static final int ATTEMPTS = 3;

  private final NixTools tools;
  private final Copying copying;
  private final StoreFiles files;
  private final ValidPaths valid;

  /// @param root below which /nix/store is looked for: `/` but in tests
  public NixClosures(Copying copying, Path root) {
    this(copying, root, null);
  }

  /// @param remembered the file that tells later processes which paths are valid; in a directory
  ///   that a reboot clears. Null tells none
  public NixClosures(Copying copying, Path root, @Nullable Path remembered) {
    this.tools = copying.tools();
    this.copying = copying;
    this.files = new StoreFiles(root);
    this.valid = new ValidPaths(files, remembered);
  }

  @Override
  public Set<StorePath> present(Collection<StorePath> paths, Set<StorePath> proven) {
    Set<StorePath> onDisk =
        paths.stream().filter(files::has).collect(Collectors.toCollection(TreeSet::new));
    Set<StorePath> whole = new HashSet<>(valid.among(onDisk));
    List<StorePath> unknown = onDisk.stream().filter(path -> !whole.contains(path)).toList();
    if (!unknown.isEmpty()) {
      try {
        Set<StorePath> found = validAmong(unknown);
        valid.add(found);
        whole.addAll(found);
      } catch (HostException away) {
        // Where something has to be copied, the copy meets the same trouble and is told of.
        LOG.warn("action=observe reason=\"{}\"", away.getMessage());
        whole.addAll(proven);
      }
    }
    whole.retainAll(onDisk);
    return whole;
  }

  @Override
  public Map<StorePath, String> copy(Set<StorePath> paths) throws HostException {
    if (paths.isEmpty()) {
      return Map.of();
    }
    try (PrivateDirectory home = PrivateDirectory.in(tools.temporary())) {
      Optional<Copying.Failure> joint = bring(copying, paths, home.path());
      if (joint.isEmpty()) {
        return Map.of();
      }
      return paths.size() == 1 && !(joint.get() instanceof Copying.Failure.OfIndex)
          ? Map.of(paths.iterator().next(), ofOne(joint.get()))
          : oneByOne(new TreeSet<>(paths), joint.get(), home.path());
    } catch (IOException broken) {
      throw new HostException(
          "cannot make a directory in " + tools.temporary() + ": " + broken.getMessage(), broken);
    }
  }

  /// Nix gives up on all paths at the first bad one. All together get the time of one copy. Where
  /// the bucket is the trouble for two of them in a row, the rest is not tried. No index is used:
  /// the bucket's own narinfos may be good where one in an index is not.
  private Map<StorePath, String> oneByOne(Set<StorePath> paths, Copying.Failure joint, Path home)
      throws HostException {
    LOG.info("action=copy reason=\"again path by path: {}\"", ofOne(joint));
    Copying plain = copying.withoutIndex();
    Map<StorePath, String> failures = new TreeMap<>();
    long begin = System.nanoTime();
    int unanswered = 0;
    String last = "";
    for (StorePath path : paths) {
      if (unanswered == ENOUGH) {
        failures.put(path, "not tried, since the bucket did not answer for others: " + last);
        continue;
      }
      Duration left = copying.limit().minusNanos(System.nanoTime() - begin);
      Optional<Copying.Failure> failure =
          left.isPositive()
              ? bring(plain.within(left), Set.of(path), home)
              : Optional.of(new Copying.Failure.OfPaths(joint.reason()));
      if (failure.isPresent()) {
        last = ofOne(failure.get());
        failures.put(path, last);
      }
      unanswered =
          failure.filter(Copying.Failure.OfBucket.class::isInstance).isPresent()
              ? unanswered + 1
              : 0;
    }
    return failures;
  }

  /// Copies, and keeps the collector off what came. A collection that read the roots before these
  /// paths were valid does not know ours, because Nix skips a root that leads to no valid path. To
  /// realise a path tells whoever collects at this moment of it; later collections find the root.
  /// All attempts get the time of one copy.
  private Optional<Copying.Failure> bring(Copying copying, Set<StorePath> paths, Path home)
      throws HostException {
    String taken = "";
    Duration left = copying.limit();
    long begin = System.nanoTime();
    for (int attempt = 0; attempt < ATTEMPTS && left.isPositive(); attempt++) {
      Optional<Copying.Failure> failure = copying.within(left).run(paths, home);
      if (failure.isPresent()) {
        return failure;
      }
      try {
        hold(paths);
        // So the next pass need not ask.
        valid.add(paths);
        return Optional.empty();
      } catch (HostException e) {
        taken = String.valueOf(e.getMessage());
        LOG.info("action=copy reason=\"again: {}\"", taken);
      }
      left = copying.limit().minusNanos(System.nanoTime() - begin);
    }
    return Optional.of(
        new Copying.Failure.OfPaths(
            "it was copied up to %d times and was gone each time, as if a collector that does not heed the roots of this host ran all the time (%s)"
                .formatted(ATTEMPTS, taken)));
  }

  @Override
  public void hold(StorePath path) throws HostException {
    try {
      hold(Set.of(path));
    } catch (HostException gone) {
      valid.forget(path);
      throw new HostException(
          path
              + " was here and cannot be held, as when a collector took it meanwhile; the next pass copies it ("
              + gone.getMessage()
              + ")",
          gone);
    }
  }

  private void hold(Set<StorePath> paths) throws HostException {
    List<String> arguments =
        new ArrayList<>(List.of("--realise", "--option", "substitute", "false"));
    paths.stream().map(StorePath::toString).sorted().forEach(arguments::add);
    tools.ask("nix-store", arguments);
  }

  private static String ofOne(Copying.Failure failure) throws HostException {
    return switch (failure) {
      case Copying.Failure.OfPaths(String reason) -> reason;
      case Copying.Failure.OfIndex(String reason) -> reason;
      case Copying.Failure.OfBucket(String reason) -> reason;
      case Copying.Failure.OfEverything(String reason) ->
          throw new HostException("nix copy brought nothing: " + reason);
    };
  }

  private Set<StorePath> validAmong(List<StorePath> paths) throws HostException {
    List<String> arguments = new ArrayList<>(List.of("--check-validity", "--print-invalid"));
    paths.stream().map(StorePath::toString).forEach(arguments::add);
    Set<String> invalid =
        tools.ask("nix-store", arguments, LOOK).lines().collect(Collectors.toUnmodifiableSet());
    return paths.stream()
        .filter(path -> !invalid.contains(path.toString()))
        .collect(Collectors.toUnmodifiableSet());
  }
}
