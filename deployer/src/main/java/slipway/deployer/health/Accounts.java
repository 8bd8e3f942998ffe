package slipway.deployer.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// As whom processes run, from proc_pid_status(5).
///
/// @param proc `/proc` but in tests
record Accounts(Path proc) {
  record Ids(int user, int group) {}

  /// The effective ids of a process; empty where it is gone.
  Optional<Ids> of(int pid) {
    try {
      List<String> status = Files.readAllLines(proc.resolve(Integer.toString(pid) + "/status"));
      OptionalInt user = effective(status, "Uid:");
      OptionalInt group = effective(status, "Gid:");
      return user.isPresent() && group.isPresent()
          ? Optional.of(new Ids(user.getAsInt(), group.getAsInt()))
          : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /// The second of the four: real, effective, saved, file system.
  private static OptionalInt effective(List<String> status, String key) {
    return status.stream()
        .filter(line -> line.startsWith(key))
        .mapToInt(line -> Integer.parseInt(line.split("\\s+", -1)[2]))
        .findFirst();
  }
}
