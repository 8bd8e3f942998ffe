package slipway.deployer.nix;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import slipway.deployer.process.Command;
import slipway.deployer.reconcile.HostException;
import slipway.manifest.StorePath;

/// How one `nix copy` from the bucket is run.
///
/// @param limit for one run; what was copied by then stays in the store
/// @param progress gets Nix's lines as they come
public record Copying(
    NixTools tools, Transport transport, Trust trust, Duration limit, Consumer<String> progress) {

  /// Why it copied less than was asked for.
  sealed interface Failure {
    /// What people read, with the next step.
    String reason();

    /// Another path may still be had.
    record OfPaths(String reason) implements Failure {}

    /// The same paths may still be had: a closure index was used, and may be at fault.
    record OfIndex(String reason) implements Failure {}

    /// Another path may or may not meet the same.
    record OfBucket(String reason) implements Failure {}

    /// No other path would fare better now.
    record OfEverything(String reason) implements Failure {}
  }

  Copying within(Duration time) {
    return new Copying(tools, transport, trust, time, progress);
  }

  /// The same by the bucket's own narinfos alone.
  Copying withoutIndex() {
    return new Copying(tools, transport.withoutIndex(), trust, limit, progress);
  }

  /// Empty when all paths are valid in the store.
  Optional<Failure> run(Collection<StorePath> paths, Path home) throws HostException {
    try (Transport.Lease lease = transport.open(home, Set.copyOf(paths))) {
      Map<String, String> environment = new HashMap<>(tools.homed(home));
      environment.putAll(lease.environment());
      Command.Outcome outcome =
          tools.run("nix", arguments(lease, paths), environment, limit, progress);
      return switch (outcome) {
        case Command.Outcome.Ended ended when ended.exitCode() == 0 -> Optional.empty();
        case Command.Outcome.Ended ended ->
            Optional.of(perhapsOfIndex(failure(ended, lease, paths), lease));
        case Command.Outcome.TimedOut timedOut ->
            Optional.of(
                new Failure.OfEverything(
                    "it was stopped after %d s; what it copied is kept, and the next pass goes on from there%s"
                        .formatted(
                            timedOut.limit().toSeconds(),
                            lease
                                .trouble()
                                .map(trouble -> " (the bucket: " + trouble.message() + ")")
                                .orElse(""))));
      };
    }
  }

  private static Failure perhapsOfIndex(Failure failure, Transport.Lease lease) {
    return switch (failure) {
      case Failure.OfPaths(String reason) when lease.usedIndex() -> new Failure.OfIndex(reason);
      case Failure.OfPaths _, Failure.OfIndex _, Failure.OfBucket _, Failure.OfEverything _ ->
          failure;
    };
  }

  private List<String> arguments(Transport.Lease lease, Collection<StorePath> paths) {
    List<String> arguments =
        new ArrayList<>(
            List.of("--extra-experimental-features", "nix-command", "copy", "--from", lease.uri()));
    Map<String, String> options = new HashMap<>(lease.options());
    // A path that was pushed a second ago may have been asked for, in vain, two seconds ago.
    options.put("narinfo-cache-negative-ttl", "0");
    options.put("require-sigs", "true");
    // Nothing but the bucket is asked, whatever nix.conf says.
    options.put("substituters", "");
    options.put("connect-timeout", "15");
    options.put("download-attempts", "3");
    if (!trust.keys().isEmpty()) {
      options.put("trusted-public-keys", trust.option());
    }
    options.forEach((name, value) -> arguments.addAll(List.of("--option", name, value)));
    paths.stream().map(StorePath::toString).sorted().forEach(arguments::add);
    return arguments;
  }

  private Failure failure(
      Command.Outcome.Ended ended, Transport.Lease lease, Collection<StorePath> paths) {
    NixError error = NixError.parse(ended.stderr().replace(lease.uri(), transport.source()));
    return switch (error) {
      case NixError.DiskFull(String text) ->
          new Failure.OfEverything(
              "the disk of /nix is full (nix: "
                  + text
                  + "); make room, for example with `nix-collect-garbage`");
      case NixError.DaemonAway(String text) ->
          new Failure.OfEverything(
              "Nix's daemon does not answer (nix: "
                  + text
                  + "); see `systemctl status nix-daemon.socket nix-daemon.service`");
      case NixError.Untrusted(String path, String text) ->
          new Failure.OfPaths(
              path
                  + " has no signature by a key that this host trusts ("
                  + trust.display()
                  + "); push it again signed with one of these, or add the pusher's public key to"
                  + " the host's settings (nix: "
                  + text
                  + ")");
      case NixError.Missing(String path, String text) ->
          unlessTrouble(
              lease,
              path
                  + " is not in "
                  + transport.source()
                  + "; push it again, which uploads what is missing (nix: "
                  + text
                  + ")");
      case NixError.NoArchive(String text) ->
          unlessTrouble(
              lease,
              "an archive of %s is not in %s; push it again, which uploads what is missing (nix: %s)"
                  .formatted(named(paths), transport.source(), text));
      // An answer that broke off reads like a damaged archive to Nix.
      case NixError.Damaged(String text) ->
          unlessTrouble(
              lease,
              "an archive of %s in %s is not what was signed; delete the object that `URL` in its narinfo names, and push it again (nix: %s)"
                  .formatted(named(paths), transport.source(), text));
      case NixError.Other(String text) ->
          unlessTrouble(
              lease,
              "nix could not copy %s from %s (nix: %s); where that stays so, delete the object that `URL` in its narinfo names, and push it again"
                  .formatted(named(paths), transport.source(), text));
    };
  }

  /// Each with what it needs: Nix does not always say which of them it was copying.
  private static String named(Collection<StorePath> paths) {
    return paths.stream().map(StorePath::toString).sorted().collect(Collectors.joining(" or "));
  }

  private static Failure unlessTrouble(Transport.Lease lease, String reason) {
    return lease.trouble().map(Copying::bucketTrouble).orElseGet(() -> new Failure.OfPaths(reason));
  }

  private static Failure bucketTrouble(Transport.Trouble trouble) {
    return switch (trouble.reach()) {
      case THIS_OBJECT -> new Failure.OfPaths(trouble.message());
      case PERHAPS_ALL -> new Failure.OfBucket(trouble.message());
      case ALL -> new Failure.OfEverything(trouble.message());
    };
  }
}
