package slipway.deployer;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.CoreConstants;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.Reporter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/// Sets up Logback, which finds this class by its service file where the program is not started by
/// [Main]. A file in XML would be read at each start, and takes ten times as long.
@ConfiguratorRank(ConfiguratorRank.CUSTOM_TOP_PRIORITY)
public final class Logging extends ContextAwareBase implements Configurator {
  private static final String LEVEL = "slipway.log.level";

  /// From now on, if nothing has been logged yet.
  ///
  /// @param level `DEBUG`, `INFO` or `ERROR`
  static void from(String level) {
    System.setProperty(LEVEL, level);
    // Or it says which one it was told to take.
    System.setProperty(Reporter.SLF4J_INTERNAL_VERBOSITY_KEY, "WARN");
    System.setProperty(LoggerFactory.PROVIDER_PROPERTY_KEY, Provider.class.getName());
  }

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    // No time: the journal has its own.
    encoder.setPattern("level=%level %msg%n");
    encoder.start();
    ConsoleAppender<ILoggingEvent> stderr = new ConsoleAppender<>();
    stderr.setContext(context);
    stderr.setName("stderr");
    stderr.setTarget("System.err");
    stderr.setEncoder(encoder);
    stderr.start();
    // Wire logs would repeat signatures and, with some credentials, tokens.
    context.getLogger("software.amazon.awssdk").setLevel(Level.WARN);
    // Prints a stack trace when systemd re-executes itself; what fails is told by whoever asked.
    context.getLogger("org.freedesktop.dbus").setLevel(Level.OFF);
    ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.toLevel(System.getProperty(LEVEL), Level.INFO));
    root.addAppender(stderr);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  /// Logback without its search for configurations, and for what it has to say of its own state.
  public static final class Provider implements SLF4JServiceProvider {
    private final LoggerContext context = new LoggerContext();
    private final LogbackMDCAdapter diagnostics = new LogbackMDCAdapter();
    private final IMarkerFactory markers = new BasicMarkerFactory();

    @Override
    public void initialize() {
      context.setName(CoreConstants.DEFAULT_CONTEXT_NAME);
      context.setMDCAdapter(diagnostics);
      new Logging().configure(context);
      context.start();
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
      return context;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
      return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
      return diagnostics;
    }

    @Override
    public String getRequestedApiVersion() {
      return "2.0.99";
    }
  }
}
