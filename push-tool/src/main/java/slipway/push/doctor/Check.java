package slipway.push.doctor;

import java.util.List;
import slipway.push.outcome.Failure;

/// Looks at one thing. It neither needs another check nor hides one.
///
/// @param what is looked at, for the line that says that the look itself failed
public record Check(String what, Look look) {
  /// May change nothing that anybody uses.
  public interface Look {
    List<Finding> look() throws Failure;
  }
}
