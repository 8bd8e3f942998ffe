package slipway.deployer.still;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import slipway.deployer.metrics.Pulse;
import slipway.deployer.reconcile.PassResult;
import slipway.deployer.reconcile.Stillness;

/// Leaves what one pass found for the processes after it: [StillSync] has looked before this one
/// was started, so it looks at nothing itself.
public final class RestKeeper implements Stillness {
  private static final Logger LOG = LoggerFactory.getLogger(RestKeeper.class);

  private final StillHost host;
  private final Path place;
  private final Context context;
  private final Supplier<Optional<Pulse>> pulse;

  /// @param root `/` but in tests
  /// @param settings the file that they were read from
  /// @param pulse what else has to be written while the host is at rest
  public RestKeeper(
      StillHost host, Path root, Path settings, Context context, Supplier<Optional<Pulse>> pulse) {
    this.host = host;
    this.place = RestFile.place(root, settings);
    this.context = context;
    this.pulse = pulse;
  }

  @Override
  public @Nullable String lasting() {
    return null;
  }

  @Override
  public void before() {
    try {
      // A pass that breaks off has found out nothing.
      Files.deleteIfExists(place);
    } catch (IOException e) {
      LOG.debug("action=rest file={} reason=\"{}\"", place, e.toString());
    }
    host.before();
  }

  @Override
  public void after(PassResult result) {
    try {
      var rest = host.found(result).filter(Rest::canBeRepeated);
      if (rest.isPresent()) {
        new RestFile(context, rest.get(), pulse.get().orElse(null)).write(place);
      }
    } catch (IOException | RuntimeException e) {
      LOG.debug("action=rest file={} reason=\"{}\"", place, e.toString());
    }
  }
}
