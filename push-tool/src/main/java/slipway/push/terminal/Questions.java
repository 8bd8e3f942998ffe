package slipway.push.terminal;

import java.util.Optional;
import slipway.push.outcome.Failure;

/// Asks whoever sits at the terminal.
public interface Questions {
  /// Whether anybody can see a question and answer it.
  boolean arePossible();

  /// @return the line that was typed; empty where the input ended
  Optional<String> ask(String question) throws Failure;
}
