package slipway.e2e.host;

import java.util.ArrayList;
import java.util.List;

/// The push tool as it is shipped, on a developer's machine.
///
/// @param directory where it runs and finds `slipway.json`
/// @param credentials the AWS credentials file it is pointed at; both paths as the host sees them
public record Slipway(ThrowawayHost host, String directory, String credentials) {
  private static final String PROGRAM = "slipway";

  /// `slipway ARGUMENTS…`
  public Output run(String... arguments) {
    return host.developer(command(List.of(arguments)));
  }

  /// The same, with the id of its process in a file before it begins. It can be interrupted, also
  /// where these tests were started in the background, which has all below ignore that.
  public Output runNoting(String pidFile, String... arguments) {
    String script = "echo $$ >\"$0\"; exec env --default-signal=INT \"$@\"";
    List<String> command = new ArrayList<>(List.of("sh", "-euc", script, pidFile));
    command.addAll(command(List.of(arguments)));
    return host.developer(command);
  }

  private List<String> command(List<String> arguments) {
    List<String> command =
        new ArrayList<>(
            List.of("env", "-C", directory, "AWS_SHARED_CREDENTIALS_FILE=" + credentials, PROGRAM));
    command.addAll(arguments);
    return command;
  }

  /// Writes a file of the directory that it runs in.
  public void write(String file, String content) {
    host.write(directory + "/" + file, content);
  }
}
