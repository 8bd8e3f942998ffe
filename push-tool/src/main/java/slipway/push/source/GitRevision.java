package slipway.push.source;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import slipway.push.operation.Revisions;
import slipway.push.process.Finished;
import slipway.push.process.Programs;

/// The commit that the working directory stands at, as `git describe` names it: the full hash, and
/// `-dirty` behind it where files differ.
public final class GitRevision implements Revisions {
  private final Programs programs;

  public GitRevision(Programs programs) {
    this.programs = programs;
  }

  @Override
  public Optional<String> current() {
    try {
      Finished described =
          programs.run(
              List.of("git", "describe", "--always", "--dirty", "--abbrev=40", "--exclude=*"),
              Map.of());
      String revision = described.output().strip();
      return described.succeeded() && !revision.isEmpty()
          ? Optional.of(revision)
          : Optional.empty();
    } catch (IOException _) {
      return Optional.empty(); // no git on this machine: a revision is a courtesy to readers
    }
  }
}
