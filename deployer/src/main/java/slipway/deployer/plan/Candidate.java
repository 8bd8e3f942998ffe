package slipway.deployer.plan;

import slipway.manifest.Service;
import slipway.manifest.ServiceJson;

/// A manifest entry with the fingerprint that tells whether it is a release already known.
public record Candidate(Service service, String fingerprint) {
  public static Candidate of(Service service) {
    return new Candidate(service, ServiceJson.fingerprint(service));
  }
}
