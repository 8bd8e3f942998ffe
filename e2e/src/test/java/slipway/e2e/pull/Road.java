package slipway.e2e.pull;

import java.time.Duration;

/// What lies between a machine and a bucket.
///
/// @param megabitsPerSecond in each direction; 0 is as much as the machine has
public record Road(Duration roundTrip, int megabitsPerSecond) {
  /// `MILLISECONDS` or `MILLISECONDS@MEGABITS`.
  public static Road parse(String text) {
    String[] words = text.split("@", 2);
    return new Road(
        Duration.ofMillis(Integer.parseInt(words[0])),
        words.length == 1 ? 0 : Integer.parseInt(words[1]));
  }

  /// What [#parse] reads.
  @Override
  public String toString() {
    return roundTrip.toMillis() + (megabitsPerSecond == 0 ? "" : "@" + megabitsPerSecond);
  }

  /// As tables show it.
  public String title() {
    return roundTrip.toMillis()
        + " ms"
        + (megabitsPerSecond == 0 ? "" : " and " + megabitsPerSecond + " Mbit/s");
  }
}
