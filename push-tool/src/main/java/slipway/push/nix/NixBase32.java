package slipway.push.nix;

/// Nix's base 32, which writes the last bits first and leaves out e, o, t and u. Source: Nix,
/// `hash.cc`.
final class NixBase32 {
  private static final String DIGITS = "0123456789abcdfghijklmnpqrsvwxyz";
  private static final int BITS = 5;

  private NixBase32() {}

  static String encode(byte[] bytes) {
    int length = (bytes.length * Byte.SIZE + BITS - 1) / BITS;
    StringBuilder text = new StringBuilder(length);
    for (int digit = length - 1; digit >= 0; digit--) {
      int bit = digit * BITS;
      int low = (bytes[bit / Byte.SIZE] & 0xff) >> (bit % Byte.SIZE);
      int next = bit / Byte.SIZE + 1;
      int high = next < bytes.length ? (bytes[next] & 0xff) << (Byte.SIZE - bit % Byte.SIZE) : 0;
      text.append(DIGITS.charAt((low | high) & 0x1f));
    }
    return text.toString();
  }
}
