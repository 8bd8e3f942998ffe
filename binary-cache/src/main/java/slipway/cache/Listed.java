package slipway.cache;

import java.util.List;

/// Objects in the order of their keys.
///
/// @param complete whether there are no more; else nothing is known of keys after the last
public record Listed(List<ObjectInfo> objects, boolean complete) {
  public Listed {
    objects = List.copyOf(objects);
  }

  /// Whether an object of this key would be among them.
  public boolean covers(String key) {
    return complete || (!objects.isEmpty() && key.compareTo(objects.getLast().key()) <= 0);
  }
}
