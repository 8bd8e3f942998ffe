package slipway.e2e.demo;

import slipway.e2e.host.Closures;
import slipway.e2e.host.Deployer;
import slipway.e2e.host.Slipway;
import slipway.e2e.host.ThrowawayHost;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Who plays: a host with a deployer, and a developer beside it.
record Stage(ThrowawayHost host, Slipway developer, Deployer deployer) {
  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final String UNIT = "slipway-deployer.service";
  private static final String BUCKET = "releases";
  private static final String HOME = "/home/developer";
  private static final String DEVELOPERS_CREDENTIALS = HOME + "/.aws/credentials";

  static Stage of(ThrowawayHost host) {
    return new Stage(
        host, new Slipway(host, HOME + "/services", DEVELOPERS_CREDENTIALS), Deployer.on(host));
  }

  Closures closures() {
    return new Closures(host);
  }

  PassLog passes() {
    return new PassLog(host, UNIT);
  }

  Bucket startBucket() {
    Bucket bucket = Bucket.start(host, BUCKET);
    host.write(DEVELOPERS_CREDENTIALS, bucket.endpoint().credentialsFile());
    host.write(deployer.credentials(), bucket.endpoint().credentialsFile());
    return bucket;
  }

  /// What `slipway init` prints for the host is taken as it is; only how often to poll is added.
  void initialise(Bucket bucket) {
    host.exec("mkdir", "-p", developer.directory()).orFail();
    String printed =
        developer
            .run(
                "init",
                "--bucket",
                bucket.name(),
                "--endpoint",
                bucket.endpoint().toString(),
                "--host",
                host.name())
            .orFail()
            .out();
    ObjectNode settings = (ObjectNode) MAPPER.readTree(printed);
    settings.putObject("poll").put("intervalSec", 1).put("burstIntervalSec", 1);
    host.write(deployer.settings(), settings.toPrettyString());
  }

  void startDeployer() {
    deployer.startDaemon(UNIT, "slipway");
  }

  /// The end of the deployer's log.
  String lastWords() {
    return host.exec("journalctl", "-q", "-u", UNIT, "-n", "15", "-o", "cat").out();
  }
}
