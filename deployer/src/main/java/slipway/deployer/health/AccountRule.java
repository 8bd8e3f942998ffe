package slipway.deployer.health;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import slipway.deployer.process.Command;
import slipway.deployer.process.Command.Outcome;
import slipway.deployer.process.SearchPath;
import slipway.manifest.Service;

/// The user and group that a service names exist, in whatever this host keeps accounts (getent(1)).
/// A host without `getent` leaves the answer to systemd.
record AccountRule(SearchPath programs) implements Rule {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int NOT_FOUND = 2;
  private static final Pattern NUMBER = Pattern.compile("[0-9]+");

  @Override
  public Optional<String> objection(Service service, String unit) {
    if (service.hardening().dynamicUser()) {
      return Optional.empty(); // systemd makes both
    }
    return objection("user", "passwd", service.exec().user())
        .or(() -> objection("group", "group", service.exec().group()));
  }

  private Optional<String> objection(String what, String database, @Nullable String name) {
    if (name == null || NUMBER.matcher(name).matches()) {
      return Optional.empty();
    }
    Optional<Path> getent = programs.find("getent");
    return getent.isPresent() && isUnknown(getent.get(), database, name)
        ? Optional.of(
            "exec."
                + what
                + " is "
                + name
                + ", and this host has no such "
                + what
                + "; create it, or leave it out to get a dynamic user")
        : Optional.empty();
  }

  private static boolean isUnknown(Path getent, String database, String name) {
    Command command =
        new Command(List.of(getent.toString(), "--", database, name), Map.of(), LIMIT);
    try {
      return command.run(_ -> {}) instanceof Outcome.Ended ended && ended.exitCode() == NOT_FOUND;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
