package slipway.deployer.health;

import java.nio.file.Path;

/// Where the proxy listens for its administrator, by which its process is found.
public sealed interface ProxyAdmin {
  record Tcp(int port) implements ProxyAdmin {}

  record Unix(Path socket) implements ProxyAdmin {}
}
