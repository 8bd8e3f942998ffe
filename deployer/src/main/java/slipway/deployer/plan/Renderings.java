package slipway.deployer.plan;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import slipway.manifest.Service;
import slipway.unit.Instance;
import slipway.unit.UnitContext;
import slipway.unit.UnitFile;
import slipway.unit.UnitRenderer;

/// The units of instances, each rendered once for a plan: that is most of what a plan costs.
/// Entries are told apart by which object they are, since to compare them costs as much.
final class Renderings {
  private static final int NO_PORT = 0;

  private final UnitContext context;
  private final IdentityHashMap<Service, Map<Integer, List<UnitFile>>> rendered =
      new IdentityHashMap<>();

  Renderings(UnitContext context) {
    this.context = context;
  }

  List<UnitFile> of(Instance instance) {
    Map<Integer, List<UnitFile>> byPort = rendered.get(instance.service());
    if (byPort == null) {
      byPort = new HashMap<>();
      rendered.put(instance.service(), byPort);
    }
    Integer port = Objects.requireNonNullElse(instance.port(), NO_PORT);
    List<UnitFile> files = byPort.get(port);
    if (files == null) {
      files = UnitRenderer.render(instance, context);
      byPort.put(port, files);
    }
    return files;
  }
}
