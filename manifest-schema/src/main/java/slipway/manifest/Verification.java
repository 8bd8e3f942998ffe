package slipway.manifest;

import java.util.List;

/// What a manifest's signature says about its bytes.
public sealed interface Verification {
  /// A key that this host trusts has signed exactly these bytes.
  record Trusted(String keyName) implements Verification {}

  /// Not proven to come from somebody trusted; `message` says what was found and wanted.
  sealed interface Refused extends Verification {
    String message();
  }

  /// No signature at all.
  record Unsigned() implements Refused {
    @Override
    public String message() {
      return "the manifest carries no signature; push it with a signing key (`slipway init` makes one)";
    }
  }

  /// Signed, but by none that is trusted.
  record Untrusted(List<String> found, List<String> trusted) implements Refused {
    public Untrusted {
      found = List.copyOf(found);
      trusted = List.copyOf(trusted);
    }

    @Override
    public String message() {
      return "the manifest is signed by %s, and this host trusts %s; sign with a trusted key, or add the public key to this host's settings"
          .formatted(
              String.join(", ", found), trusted.isEmpty() ? "no key" : String.join(", ", trusted));
    }
  }

  /// A key trusted by name, and a signature that does not fit these bytes.
  record Wrong(String keyName) implements Refused {
    @Override
    public String message() {
      return "the signature by %s does not fit the manifest's bytes: they were changed after signing, or another key has this name; push again"
          .formatted(keyName);
    }
  }

  /// A signature header that is not one.
  record Malformed(String message) implements Refused {}
}
