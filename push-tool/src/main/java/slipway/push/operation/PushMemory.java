package slipway.push.operation;

import java.util.List;
import slipway.manifest.StorePath;

/// What this machine remembers of its pushes to one cache. It may be wrong, or nothing: it says
/// where to look first, and what is found there is checked as anything else.
public interface PushMemory {
  /// Whose indexes were written or read last, newest first.
  List<StorePath> recent();

  void remember(List<StorePath> tops);
}
