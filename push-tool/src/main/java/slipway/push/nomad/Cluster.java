package slipway.push.nomad;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What jobs have to know of the cluster that they are for.
///
/// @param region null leaves it to whoever submits the job
public record Cluster(List<String> datacenters, @Nullable String region, Provider provider) {
  public Cluster {
    datacenters = List.copyOf(datacenters);
  }
}
