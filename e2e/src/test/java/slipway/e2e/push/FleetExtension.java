package slipway.e2e.push;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives each test a [Project] and takes it down afterwards. The [Fleet] below them is made ready
/// for the first and cleared after the last.
final class FleetExtension implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(FleetExtension.class);
  private static final AtomicInteger COUNT = new AtomicInteger();

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    Class<?> type = parameter.getParameter().getType();
    return type == Project.class || type == Fleet.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    Fleet fleet =
        test.getRoot()
            .getStore(NAMESPACE)
            .computeIfAbsent(Fleet.class, _ -> Fleet.ready(), Fleet.class);
    return parameter.getParameter().getType() == Fleet.class
        ? fleet
        : test.getStore(NAMESPACE)
            .computeIfAbsent(
                Project.class, _ -> Project.begin(fleet, COUNT.incrementAndGet()), Project.class);
  }
}
