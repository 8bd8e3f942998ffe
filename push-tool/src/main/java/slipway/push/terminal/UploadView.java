package slipway.push.terminal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// An upload: a bar with paths, bytes, rate and an estimate of the rest.
public final class UploadView implements View {
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);
  private static final int LONGEST_BAR = 40;
  private static final int SHORTEST_BAR = 8;

  private final Supplier<UploadState> upload;
  private final Rate rate = new Rate();
  private final Rate pace = new Rate();
  private @Nullable Instant start;
  private @Nullable Instant lastLine;
  private long mostSent;

  public UploadView(Supplier<UploadState> upload) {
    this.upload = upload;
  }

  @Override
  public List<Line> picture(Size size, Instant now) {
    UploadState state = upload.get();
    String figures = figures(state, now);
    int room = size.columns() - 1 - figures.length() - 3;
    if (room < SHORTEST_BAR) {
      return List.of(Line.of(figures));
    }
    int length = Math.min(room, LONGEST_BAR);
    int full = (int) Math.round(length * state.fraction());
    return List.of(
        Line.of("[")
            .and("#".repeat(full), Tone.GOOD)
            .and("·".repeat(length - full), Tone.DIM)
            .and("] " + figures));
  }

  @Override
  public List<Line> news(Instant now, boolean last) {
    UploadState state = upload.get();
    String figures = figures(state, now);
    lastLine = lastLine == null ? now : lastLine;
    if (!last && Duration.between(lastLine, now).compareTo(BETWEEN_LINES) < 0) {
      return List.of();
    }
    lastLine = now;
    return List.of(Line.of("uploading: " + figures));
  }

  private String figures(UploadState state, Instant now) {
    start = start == null ? now : start;
    // A part that is sent a second time must not look as if something was lost.
    mostSent = Math.max(mostSent, state.bytesSent());
    double fraction = state.fraction();
    rate.note(now, (double) mostSent);
    pace.note(now, fraction);
    String paths =
        "%d/%d paths, %s".formatted(state.pathsDone(), state.paths(), Quantities.bytes(mostSent));
    if (state.pathsDone() == state.paths()) {
      return paths + " in " + Quantities.time(Duration.between(start, now));
    }
    String percent = ", %d%%".formatted((int) (100 * fraction));
    double perSecond = rate.perSecond();
    String speed = perSecond <= 0 ? "" : ", " + Quantities.bytes((long) perSecond) + "/s";
    double steps = pace.perSecond();
    String rest =
        steps <= 0
            ? ""
            : ", "
                + Quantities.time(Duration.ofSeconds((long) ((1 - fraction) / steps) + 1))
                + " left";
    return paths + percent + speed + rest;
  }
}
