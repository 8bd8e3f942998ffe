package slipway.push.process;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import slipway.push.terminal.Size;

/// The terminal behind this tool's stderr.
public final class Terminal {
  private Terminal() {}

  /// Empty where stderr leads elsewhere. Takes a process, which costs some milliseconds; a call
  /// into the C library would cost this tool's start more than that.
  public static Optional<Size> size() {
    if (leadsElsewhere()) {
      return Optional.empty();
    }
    ProcessBuilder asking =
        new ProcessBuilder("sh", "-c", "exec 3>&2 2>/dev/null; stty size <&3")
            .redirectError(Redirect.INHERIT);
    try {
      Process process = asking.start();
      String answer =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return process.waitFor() == 0 ? parse(answer) : Optional.empty();
    } catch (IOException _) {
      return Optional.empty(); // no sh or stty: lines will do
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /// Whether that is known without a process: a pipe, a socket and nowhere are no terminal.
  private static boolean leadsElsewhere() {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
      return target.startsWith("pipe:")
          || target.startsWith("socket:")
          || target.equals("/dev/null");
    } catch (IOException | UnsupportedOperationException _) {
      return false;
    }
  }

  /// Whether somebody at a terminal reads stderr and types into stdin.
  public static boolean isConversation() {
    ProcessBuilder asking =
        new ProcessBuilder("sh", "-c", "test -t 0 && test -t 2")
            .redirectInput(Redirect.INHERIT)
            .redirectError(Redirect.INHERIT);
    try {
      return asking.start().waitFor() == 0;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// @param answer rows and columns, both zero where the terminal does not know
  static Optional<Size> parse(String answer) {
    String[] words = answer.strip().split(" ", -1);
    try {
      int rows = Integer.parseInt(words[0]);
      int columns = words.length == 2 ? Integer.parseInt(words[1]) : 0;
      return Optional.of(rows > 0 && columns > 0 ? new Size(columns, rows) : Size.USUAL);
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }
}
