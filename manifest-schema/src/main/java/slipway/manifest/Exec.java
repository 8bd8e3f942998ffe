package slipway.manifest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a service starts.
///
/// @param command a name, found as `<storePath>/bin/<command>`, or an absolute path inside the
///   store path
/// @param user the account to run as; without one the service gets a dynamic user
public record Exec(
    String command,
    List<String> args,
    @Nullable String user,
    @Nullable String group,
    @Nullable String workingDirectory) {

  public Exec {
    args = List.copyOf(args);
  }

  /// The absolute path of the command for a service that runs from `storePath`.
  public String resolve(StorePath storePath) {
    return command.startsWith("/") ? command : storePath + "/bin/" + command;
  }
}
