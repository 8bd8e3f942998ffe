package slipway.e2e.run;

import java.util.List;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/// Runs the tests of one group in this process, which `e2e/run` has put onto the loopback of a
/// host, where Maven would find no repository. Arguments: the group, `--quick` where what takes
/// minutes is left out, texts that the class or the name of a test has to hold.
final class Group {
  private static final String QUICK = "--quick";

  private Group() {}

  public static void main(String[] arguments) {
    String group = arguments[0];
    List<String> options = List.of(arguments).subList(1, arguments.length);
    Lines lines = new Lines(System.out);
    try (var session = LauncherFactory.openSession()) {
      session.getLauncher().execute(request(group, options), lines);
    }
    System.out.printf("e2e %s: %d passed, %d failed%n", group, lines.passed(), lines.failed());
    System.exit(lines.failed() == 0 && lines.passed() > 0 ? 0 : 1);
  }

  private static LauncherDiscoveryRequest request(String group, List<String> options) {
    String tags = "e2e & " + group + (options.contains(QUICK) ? " & !slow" : "");
    NameFilter[] only =
        options.stream()
            .filter(option -> !option.equals(QUICK))
            .map(NameFilter::new)
            .toArray(NameFilter[]::new);
    return LauncherDiscoveryRequestBuilder.request()
        .selectors(DiscoverySelectors.selectPackage("slipway.e2e"))
        .filters(TagFilter.includeTags(tags))
        .filters(only)
        .build();
  }
}
