package slipway.e2e.run;

import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.launcher.PostDiscoveryFilter;

/// Lets through the tests whose class or method holds a text.
record NameFilter(String text) implements PostDiscoveryFilter {
  @Override
  public FilterResult apply(TestDescriptor test) {
    return FilterResult.includedIf(!test.isTest() || test.getUniqueId().toString().contains(text));
  }
}
