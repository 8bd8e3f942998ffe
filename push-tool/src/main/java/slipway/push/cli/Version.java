package slipway.push.cli;

import picocli.CommandLine.IVersionProvider;

/// The version that the jar was built as.
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Slipway.class.getPackage().getImplementationVersion();
    return new String[] {"slipway " + (version == null ? "development" : version)};
  }
}
