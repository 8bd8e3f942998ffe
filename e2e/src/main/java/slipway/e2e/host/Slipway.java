package slipway.e2e.host;

import java.util.ArrayList;
import java.util.List;

/// The push tool as it is shipped, on a developer's machine.
///
/// @param directory where it runs and finds `slipway.json`
/// @param credentials the AWS credentials file it is pointed at; both paths as the host sees them
public record Slipway(ThrowawayHost host, String directory, String credentials) {
  private static final String PROGRAM = "/opt/slipway/push/bin/slipway";

  /// `slipway ARGUMENTS…`
  public Output run(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of("env", "-C", directory, "AWS_SHARED_CREDENTIALS_FILE=" + credentials, PROGRAM));
    command.addAll(List.of(arguments));
    return host.developer(command);
  }

  /// Writes a file of the directory that it runs in.
  public void write(String file, String content) {
    host.write(directory + "/" + file, content);
  }
}
