package slipway.push.nomad;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One service as a job.
///
/// @param job the fields of Nomad's API, as `Job` of `POST /v1/jobs`
public record NomadJob(String service, ObjectNode job) {
  /// What `nomad job run -json` and `POST /v1/jobs` take.
  public ObjectNode request() {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.set("Job", job);
    return request;
  }
}
