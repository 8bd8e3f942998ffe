package slipway.e2e.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import slipway.e2e.ground.Ground;
import slipway.e2e.host.S3Endpoint;
import slipway.e2e.host.ThrowawayHost;
import slipway.e2e.site.Site;

/// A host and a bucket, with what stands beside Slipway in `e2e/beside`.
final class Stage implements AutoCloseable {
  private static final String BESIDE = "/usr/local/lib/slipway-bench";
  private static final String MEASURE = BESIDE + "/measure";
  private static final String CURL_CONFIG = BESIDE + "/curl.config";
  private static final String AWS = "/usr/bin/aws";

  private final Ground ground;
  private final Path beside;
  private final Path measure;
  private final Path credentials;
  private int sites;

  private Stage(Ground ground, Path beside, Path measure, Path credentials) {
    this.ground = ground;
    this.beside = beside;
    this.measure = measure;
    this.credentials = credentials;
  }

  /// @param beside the directory `e2e/beside`
  /// @param measure the program that is made of its `measure.c`
  static Stage set(Path beside, Path measure) throws IOException {
    Ground ground = Ground.lay();
    ground.cache().letEverybodyRead();
    S3Endpoint server = ground.radosgw().endpoint();
    Path credentials = Files.createTempFile("bench", ".credentials");
    Files.writeString(credentials, server.credentialsFile());
    Stage stage = new Stage(ground, beside, measure, credentials);
    Path there = ground.host().file(BESIDE);
    Files.createDirectories(there);
    try (Stream<Path> files = Files.list(beside)) {
      for (Path file : files.toList()) {
        Files.copy(file, there.resolve(file.getFileName().toString()));
      }
    }
    Files.copy(measure, there.resolve("measure"));
    Files.setPosixFilePermissions(
        there.resolve("measure"), PosixFilePermissions.fromString("rwxr-xr-x"));
    ground
        .host()
        .write(CURL_CONFIG, "user = \"%s:%s\"\n".formatted(server.accessKey(), server.secretKey()));
    return stage;
  }

  Ground ground() {
    return ground;
  }

  ThrowawayHost host() {
    return ground.host();
  }

  /// A deployer with a namespace, a bucket and ports of its own.
  Site site() {
    // Every other number: a service may need a second port, which then is that of the next.
    sites += 2;
    return Site.open(ground, sites);
  }

  /// What a script of `e2e/beside` takes to run on the host.
  static List<String> script(String name, String... arguments) {
    List<String> command = new ArrayList<>(List.of("bash", BESIDE + "/" + name));
    command.addAll(List.of(arguments));
    return command;
  }

  /// Where curl finds the keys of the bucket, on the host.
  String curlConfig() {
    return CURL_CONFIG;
  }

  /// What a command took on the host; nothing of how it got there counts.
  Measured onHost(List<String> command) {
    List<String> all = new ArrayList<>(List.of(MEASURE));
    all.addAll(command);
    return Measured.parse(host().exec(all.toArray(String[]::new)).orFail().out());
  }

  /// What a command took on this machine, in the host's network.
  Measured here(List<String> command) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of(measure.toString()));
    all.addAll(command);
    Process process = withCredentials(all).start();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(
          "`%s` ended with %d".formatted(String.join(" ", command), process.exitValue()));
    }
    return Measured.parse(printed);
  }

  /// The same, begun; what it says is shown.
  Process begin(List<String> command) {
    return host().begin(Path.of("/dev/stderr"), command);
  }

  /// The pid of the host's systemd.
  String leader() {
    return host().file("").getParent().getFileName().toString();
  }

  /// A script of `e2e/beside` on this machine, for what the AWS CLI does.
  Process beginHere(String name, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("bash", beside.resolve(name).toString()));
    command.addAll(List.of(arguments));
    return withCredentials(command).start();
  }

  /// One question of the AWS CLI for the ETag of a site's manifest.
  List<String> askForEtag(Site site) {
    return List.of(
        AWS,
        "--endpoint-url",
        ground.radosgw().endpoint().address().toString(),
        "s3api",
        "head-object",
        "--bucket",
        site.bucket().bucket(),
        "--key",
        "manifest.json",
        "--query",
        "ETag",
        "--output",
        "text");
  }

  private ProcessBuilder withCredentials(List<String> command) {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("AWS_SHARED_CREDENTIALS_FILE", credentials.toString());
    builder.environment().put("AWS_CONFIG_FILE", "/dev/null");
    builder.environment().put("AWS_DEFAULT_REGION", "us-east-1");
    builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
    return builder;
  }

  @Override
  public void close() {
    ground.close();
    try {
      Files.delete(credentials);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + credentials, e);
    }
  }
}
