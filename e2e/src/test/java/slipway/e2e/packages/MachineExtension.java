package slipway.e2e.packages;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import slipway.e2e.host.Radosgw;
import slipway.e2e.host.ThrowawayHost;

/// Gives each test a [Machine] without our packages. The host and the S3 server are there for all.
public final class MachineExtension implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(MachineExtension.class);
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final int BUCKET_PORT = 7480;

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == Machine.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    ThrowawayHost host = ThrowawayHost.joined();
    Radosgw radosgw =
        test.getRoot()
            .getStore(NAMESPACE)
            .computeIfAbsent(Radosgw.class, _ -> Radosgw.start(host, BUCKET_PORT), Radosgw.class);
    return test.getStore(NAMESPACE)
        .computeIfAbsent(
            Machine.class,
            _ -> Machine.clean(host, radosgw, "releases-" + COUNT.incrementAndGet()),
            Machine.class);
  }
}
