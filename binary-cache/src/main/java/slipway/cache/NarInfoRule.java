package slipway.cache;

import java.util.Optional;

/// What a narinfo has to be before Nix gets to see it. Its signature does not cover `URL`, and Nix
/// fetches whatever stands there, from another machine or from a file of this one; so only the key
/// of a NAR in the same cache is let through. Signatures and hashes are left to Nix.
final class NarInfoRule {
  private NarInfoRule() {}

  /// The narinfo, or what is wrong with it in one sentence.
  static NarInfo.Reading judge(String key, byte[] body) {
    NarInfo.Reading reading = NarInfo.parse(body);
    return reading instanceof NarInfo.Reading.Read(NarInfo narInfo)
            && !NarInfo.key(narInfo.storePath()).equals(key)
        ? new NarInfo.Reading.Malformed(
            "StorePath is \""
                + narInfo.storePath()
                + "\"; wanted the path with the hash of the object's name")
        : reading;
  }

  /// What is wrong with the narinfo, in one sentence; empty where nothing is.
  static Optional<String> objection(String key, byte[] body) {
    return switch (judge(key, body)) {
      case NarInfo.Reading.Malformed(String problem) -> Optional.of(problem);
      case NarInfo.Reading.Read _ -> Optional.empty();
    };
  }
}
