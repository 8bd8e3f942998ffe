package slipway.manifest;

import java.util.Base64;
import java.util.regex.Pattern;

/// The text form that Nix gives keys and signatures: `<key name>:<base64>`.
record NixKeyText(String name, byte[] bytes) {
  private static final Pattern NAME = Pattern.compile("[0-9A-Za-z+?=._-]{1,200}");

  /// The text itself never enters a message: it may be a secret.
  static NixKeyText parse(String text, String what, int length) {
    String line = text.strip();
    int colon = line.indexOf(':');
    if (colon < 0 || !NAME.matcher(line.substring(0, colon)).matches()) {
      throw new IllegalArgumentException(
          "not a "
              + what
              + " in Nix's format: wanted <name>:<base64>, as `nix key generate-secret` writes");
    }
    String name = line.substring(0, colon);
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(line.substring(colon + 1));
    } catch (IllegalArgumentException _) {
      throw new IllegalArgumentException("the " + what + " named " + name + " is not valid base64");
    }
    if (bytes.length != length) {
      throw new IllegalArgumentException(
          "the %s named %s has %d bytes, wanted %d".formatted(what, name, bytes.length, length));
    }
    return new NixKeyText(name, bytes);
  }
}
