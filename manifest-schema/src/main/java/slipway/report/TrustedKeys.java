package slipway.report;

import java.util.List;

/// The public keys that a host believes, as `<name>:<base64>`.
///
/// @param manifest one of them must have signed a manifest; none where unsigned ones are taken
/// @param cache one of them must have signed a closure; none where the host's nix.conf decides
public record TrustedKeys(List<String> manifest, List<String> cache) {
  public TrustedKeys {
    manifest = manifest.stream().map(ReportText::line).toList();
    cache = cache.stream().map(ReportText::line).toList();
  }
}
