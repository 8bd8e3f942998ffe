package slipway.push.source;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import slipway.push.change.Author;
import slipway.push.process.Finished;
import slipway.push.process.Programs;

/// What the developer says in `SLIPWAY_PUSHED_BY`, else who commits with git here, else
/// `account@machine`.
public final class DeveloperName implements Author {
  public static final String VARIABLE = "SLIPWAY_PUSHED_BY";
  private static final String NAME = "user.name";
  private static final String EMAIL = "user.email";

  private final Programs programs;
  private final Map<String, String> environment;
  private final String account;
  private @Nullable String found;

  /// @param account of the machine, which runs this tool
  public DeveloperName(Programs programs, Map<String, String> environment, String account) {
    this.programs = programs;
    this.environment = Map.copyOf(environment);
    this.account = account;
  }

  /// The same at every call, however often a change has to be tried.
  @Override
  public synchronized String name() {
    String name = found;
    if (name == null) {
      name =
          Optional.ofNullable(environment.get(VARIABLE))
              .filter(text -> !text.isBlank())
              .or(this::committer)
              .orElseGet(this::login);
      found = name;
    }
    return name;
  }

  private Optional<String> committer() {
    String pattern = "^user\\.(name|email)$";
    return output("git", "config", "--get-regexp", pattern).flatMap(DeveloperName::committer);
  }

  /// @param config as git lists it, one setting a line, the one that holds last
  private static Optional<String> committer(String config) {
    String name = "";
    String email = "";
    for (String line : config.lines().toList()) {
      // A setting of nothing takes back one of a wider scope.
      if (line.startsWith(NAME)) {
        name = line.substring(NAME.length()).strip();
      } else if (line.startsWith(EMAIL)) {
        email = line.substring(EMAIL.length()).strip();
      }
    }
    String both = (name + (email.isEmpty() ? "" : " <" + email + ">")).strip();
    return both.isEmpty() ? Optional.empty() : Optional.of(both);
  }

  private String login() {
    return account + "@" + output("uname", "-n").orElse("an unknown machine");
  }

  private Optional<String> output(String... command) {
    try {
      Finished finished = programs.run(List.of(command), Map.of());
      String output = finished.output().strip();
      return finished.succeeded() && !output.isEmpty() ? Optional.of(output) : Optional.empty();
    } catch (IOException _) {
      return Optional.empty(); // who pushed is a courtesy to readers, as the revision is
    }
  }
}
