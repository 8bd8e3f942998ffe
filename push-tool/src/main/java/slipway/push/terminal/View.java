package slipway.push.terminal;

import java.time.Instant;
import java.util.List;

/// Something that goes on for a while, for people to watch. Asked from one thread at a time.
public interface View {
  /// All there is to see now, for a terminal that draws it over what it drew before.
  List<Line> picture(Size size, Instant now);

  /// What a log should say that it was not told before. Asked again and again; the last time with
  /// `last` set.
  List<Line> news(Instant now, boolean last);
}
