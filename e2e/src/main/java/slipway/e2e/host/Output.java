package slipway.e2e.host;

import java.util.List;

/// How a command ended.
///
/// @param exit its exit code
public record Output(List<String> command, int exit, String out, String err) {
  public Output {
    command = List.copyOf(command);
  }

  public boolean succeeded() {
    return exit == 0;
  }

  /// @throws IllegalStateException with all that the command said, where it failed
  public Output orFail() {
    if (!succeeded()) {
      throw new IllegalStateException(toString());
    }
    return this;
  }

  /// What it printed, without the space around it.
  public String text() {
    return out.strip();
  }

  @Override
  public String toString() {
    return "`%s` ended with %d%n--- stdout%n%s%n--- stderr%n%s"
        .formatted(String.join(" ", command), exit, out.stripTrailing(), err.stripTrailing());
  }
}
