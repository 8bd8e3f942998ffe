package slipway.e2e.push;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import slipway.e2e.ground.Documents;
import slipway.e2e.ground.Ground;
import slipway.e2e.host.Output;
import slipway.e2e.host.S3Endpoint;
import slipway.e2e.host.Slipway;
import slipway.manifest.NixSecretKey;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Where a developer of a project sits: a directory with `slipway.json` and keys.
record Desk(Project project, Slipway slipway, ObjectNode settings) {
  private static final ExecutorService COMMANDS = Executors.newVirtualThreadPerTaskExecutor();

  static Desk of(Project project, String developer, NixSecretKey key, List<String> colleagues) {
    String directory = "/home/developer/" + project.namespace() + "-" + developer;
    Desk desk =
        new Desk(
            project,
            new Slipway(project.developersMachine(), directory, Ground.CREDENTIALS),
            (ObjectNode)
                JsonMapper.shared()
                    .readTree(
                        Documents.developer(
                            project.server(), project.bucket().bucket(), "closures")));
    colleagues.forEach(desk.settings.putArray("trustedKeys")::add);
    desk.slipway.write("cache.key", project.ground().cacheKey().secretText());
    desk.slipway.write("manifest.key", key.secretText());
    desk.configure();
    return desk;
  }

  /// Writes the settings.
  void configure() {
    slipway.write("slipway.json", settings.toString());
  }

  /// From the next command on, both buckets are reached there.
  void use(S3Endpoint server) {
    for (String bucket : List.of("bucket", "cacheBucket")) {
      settings.withObjectProperty(bucket).put("endpoint", server.address().toString());
    }
    configure();
  }

  /// From the next command on, closures go to that bucket.
  Desk withCache(String bucket) {
    settings.withObjectProperty("cacheBucket").put("bucket", bucket);
    configure();
    return this;
  }

  /// Begins a command. `kill` of its process id reaches the command itself.
  Started start(String... arguments) {
    String pidFile = slipway.directory() + "/pid-" + System.nanoTime();
    return new Started(
        project.developersMachine(),
        pidFile,
        CompletableFuture.supplyAsync(() -> slipway.runNoting(pidFile, arguments), COMMANDS));
  }

  Output run(String... arguments) {
    return slipway.run(arguments);
  }

  /// A command that has to end with this exit code.
  Output run(int exit, String... arguments) {
    Output output = slipway.run(arguments);
    assertEquals(exit, output.exit(), output::toString);
    return output;
  }

  /// `slipway push` of that entry, with its store path, which has to end with this exit code.
  Output push(int exit, ObjectNode entry, String... options) {
    return run(exit, pushing(entry, options));
  }

  /// The arguments of that push.
  String[] pushing(ObjectNode entry, String... options) {
    String name = entry.path("name").asString();
    slipway.write(name + ".json", entry.deepCopy().without("artifact").toString());
    String path = entry.at("/artifact/storePath").asString();
    List<String> arguments = new ArrayList<>(List.of("push", name, path, "-f", name + ".json"));
    arguments.addAll(List.of(options));
    return arguments.toArray(String[]::new);
  }
}
