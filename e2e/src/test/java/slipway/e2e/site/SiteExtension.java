package slipway.e2e.site;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import slipway.e2e.ground.Ground;

/// Gives each test a [Site] and takes it down afterwards. The [Ground] below them is laid for the
/// first and cleared after the last.
public final class SiteExtension implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(SiteExtension.class);
  private static final AtomicInteger COUNT = new AtomicInteger();

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    Class<?> type = parameter.getParameter().getType();
    return type == Site.class || type == Ground.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    Ground ground =
        test.getRoot()
            .getStore(NAMESPACE)
            .computeIfAbsent(Ground.class, _ -> Ground.lay(), Ground.class);
    return parameter.getParameter().getType() == Ground.class
        ? ground
        : test.getStore(NAMESPACE)
            .computeIfAbsent(
                Site.class, _ -> Site.open(ground, COUNT.incrementAndGet()), Site.class);
  }
}
