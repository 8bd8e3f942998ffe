package slipway.push.change;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.stream.Collectors;
import slipway.manifest.Generation;
import slipway.manifest.ManifestReader;
import slipway.manifest.ManifestSignature;
import slipway.manifest.NixPublicKey;
import slipway.manifest.NixSecretKey;
import slipway.manifest.Problem;
import slipway.manifest.Reading;
import slipway.manifest.Verification;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;

/// The key that signs manifests here, and whose manifests may be built upon. Nothing that comes out
/// of the bucket is signed again before it went through [#verify]: otherwise whoever can write to
/// the bucket could have a forged manifest signed by the next push.
public final class Signing {
  private final NixSecretKey key;
  private final SequencedSet<NixPublicKey> trusted;

  /// @param colleagues trusted besides the own key
  public Signing(NixSecretKey key, List<NixPublicKey> colleagues) {
    this.key = key;
    this.trusted = new LinkedHashSet<>();
    trusted.add(key.publicKey());
    trusted.addAll(colleagues);
  }

  public String sign(byte[] manifest) {
    return ManifestSignature.sign(manifest, List.of(key));
  }

  public VerifiedManifest verify(StoredManifest stored) throws Failure {
    String signedBy =
        switch (ManifestSignature.verify(stored.bytes(), stored.signature(), trusted)) {
          case Verification.Trusted(String name) -> name;
          case Verification.Unsigned _ -> throw refused(stored, "it carries no signature");
          case Verification.Untrusted(List<String> found, _) ->
              throw refused(stored, "it is signed by " + String.join(", ", found) + " only");
          case Verification.Wrong(String name) ->
              throw refused(
                  stored,
                  "the signature by " + name + " does not fit its bytes, or is by another key");
          case Verification.Malformed(String message) -> throw refused(stored, message);
        };
    return switch (ManifestReader.read(stored.bytes())) {
      case Reading.Valid(var manifest) -> new VerifiedManifest(stored, manifest, signedBy);
      case Reading.Invalid(List<Problem> problems) ->
          throw new Failure(
              ExitCode.REFUSED,
              stored.where()
                  + " is signed, and not a manifest that this version knows:\n"
                  + Problems.text(problems));
    };
  }

  /// The same for an object of the archive, whose name has to be that of its content: whoever can
  /// write to the bucket can copy any signed manifest to any name.
  public VerifiedManifest verify(StoredManifest stored, Instant archivedAs) throws Failure {
    VerifiedManifest verified = verify(stored);
    String found = Generation.archiveName(verified.manifest().generation());
    String wanted = Generation.archiveName(archivedAs);
    if (found.equals(wanted)) {
      return verified;
    }
    throw new Failure(
        ExitCode.REFUSED,
        stored.where()
            + " holds the manifest of "
            + found
            + ", wanted that of "
            + wanted
            + ": it was copied there. Nothing was changed: choose another generation of `slipway"
            + " history`, and change the bucket's keys if nobody here did that");
  }

  private Failure refused(StoredManifest stored, String found) {
    String names = trusted.stream().map(NixPublicKey::name).collect(Collectors.joining(", "));
    return new Failure(
        ExitCode.REFUSED,
        stored.where()
            + " is not signed by a key that is trusted here: "
            + found
            + ". Wanted "
            + names
            + ". Nothing was changed. If a colleague pushed it, add their public key to"
            + " trustedKeys in slipway.json; if nobody did, somebody else can write to this bucket:"
            + " copy the last good object of manifests/ over it, and change the bucket's keys");
  }
}
