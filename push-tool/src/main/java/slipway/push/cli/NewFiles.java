package slipway.push.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;

/// Writes several files, all or none where one of them is in the way.
///
/// @param overwrite whether a file with another text gives way
record NewFiles(Tools.DeveloperFiles files, boolean overwrite) {
  /// What became of a file.
  enum Action {
    WROTE("wrote"),
    REPLACED("replaced"),
    LEFT("left as it is");

    private final String text;

    Action(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  record Written(Path file, Action action) {}

  List<Written> write(Path folder, Map<Path, String> texts) throws Failure {
    Map<Path, Action> actions = new LinkedHashMap<>();
    for (var text : texts.entrySet()) {
      actions.put(text.getKey(), action(text.getKey(), text.getValue()));
    }
    List<Path> inTheWay =
        actions.keySet().stream().filter(file -> actions.get(file) == Action.REPLACED).toList();
    if (!inTheWay.isEmpty() && !overwrite) {
      throw new Failure(
          ExitCode.USAGE,
          inTheWay.stream().map(Path::toString).collect(Collectors.joining(", "))
              + (inTheWay.size() == 1 ? " is" : " are")
              + " there with another content; nothing was written: use another --output, or"
              + " --overwrite");
    }
    files.makeFolder(folder);
    List<Written> written = new ArrayList<>();
    for (var action : actions.entrySet()) {
      Path file = action.getKey();
      switch (action.getValue()) {
        case WROTE -> files.create(file, texts.getOrDefault(file, ""));
        case REPLACED -> files.replace(file, texts.getOrDefault(file, ""));
        case LEFT -> {}
      }
      written.add(new Written(file, action.getValue()));
    }
    return written;
  }

  private Action action(Path file, String text) throws Failure {
    if (!files.exists(file)) {
      return Action.WROTE;
    }
    return Arrays.equals(files.read(file), text.getBytes(UTF_8)) ? Action.LEFT : Action.REPLACED;
  }
}
