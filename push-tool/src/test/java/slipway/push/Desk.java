package slipway.push;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import slipway.cache.Bucket;
import slipway.cache.BucketSettings;
import slipway.cache.Condition;
import slipway.cache.NarInfo;
import slipway.cache.Timeouts;
import slipway.cache.testing.EmbeddedS3;
import slipway.manifest.ManifestSignature;
import slipway.manifest.NixSecretKey;
import slipway.manifest.StorePath;
import slipway.push.change.ManifestUpdate;
import slipway.push.change.SetService;
import slipway.push.change.Signing;
import slipway.push.cli.CommandLines;
import slipway.push.config.PushSettings;
import slipway.push.config.PushSettingsReader;
import slipway.push.files.KeyFiles;
import slipway.push.s3.BucketManifests;
import slipway.push.terminal.LogDisplay;
import slipway.push.terminal.Questions;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A developer's desk: a folder, a bucket on a server in this process, and the command as `main`
/// runs it. Every command sees a clock that is a minute on.
final class Desk implements AutoCloseable {
  static final String BUCKET = "releases";
  static final String AUTHOR = "Ada <ada@example.org>";

  /// Between generation and change in a line of the history.
  static final String WHO = "  " + AUTHOR + " (releases-manifest-1)  ";

  private static final Timeouts QUICK =
      new Timeouts(Duration.ofSeconds(1), Duration.ofMillis(700), Duration.ofSeconds(3), 2);

  /// More attempts than any test makes fail in a row, so that no draw of the threads ends a push.
  private static final Timeouts PATIENT =
      new Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofMinutes(1), 10);

  private static final Instant START = Instant.parse("2026-01-01T10:00:00Z");

  private final Path folder;
  private final EmbeddedS3 server;
  private final AtomicLong minutes = new AtomicLong();
  private Deque<String> answers;

  private Desk(Path folder, EmbeddedS3 server) {
    this.folder = folder;
    this.server = server;
  }

  static Desk at(Path folder) throws IOException {
    return new Desk(folder, EmbeddedS3.start().createBucket(BUCKET));
  }

  /// With a bucket that `slipway init` has made ready.
  static Desk ready(Path folder) throws IOException {
    Desk desk = at(folder);
    desk.init().expect(0);
    return desk;
  }

  record Ran(int exitCode, String out, String err) {
    Ran expect(int wanted) {
      if (exitCode != wanted) {
        throw new AssertionError("exit code " + exitCode + ", wanted " + wanted + ": " + this);
      }
      return this;
    }
  }

  Ran init(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("init", "--bucket", BUCKET, "--endpoint", server.endpoint().toString()));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  Ran run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    PrintWriter errors = new PrintWriter(err, true);
    Instant now = START.plus(Duration.ofMinutes(minutes.incrementAndGet()));
    Surroundings here =
        new Surroundings(
            folder,
            new PrintWriter(out, true),
            errors,
            new LogDisplay(errors, InstantSource.fixed(now), _ -> () -> {}),
            answers(errors),
            Path.of(StorePath.STORE),
            this::bucket,
            InstantSource.fixed(now),
            new SplittableRandom(1),
            Map.of("SLIPWAY_PUSHED_BY", AUTHOR),
            "nobody",
            false);
    int exitCode = CommandLines.run(new Wiring(here), errors, arguments);
    return new Ran(exitCode, out.toString(), err.toString());
  }

  /// From now on somebody sits at a terminal, who types these lines and then no more.
  Desk answering(String... lines) {
    answers = new ArrayDeque<>(List.of(lines));
    return this;
  }

  private Questions answers(PrintWriter errors) {
    Deque<String> lines = answers;
    return new Questions() {
      @Override
      public boolean arePossible() {
        return lines != null;
      }

      @Override
      public Optional<String> ask(String question) {
        errors.println(question);
        return Optional.ofNullable(lines.poll());
      }
    };
  }

  /// What `slipway push` does.
  void set(String service, String version) throws Exception {
    try (Bucket bucket = bucket()) {
      cache(bucket, path(service, version));
      Signing signing = new Signing(new KeyFiles().load(settings().manifestKeyFile()), List.of());
      InstantSource clock =
          InstantSource.fixed(START.plus(Duration.ofMinutes(minutes.incrementAndGet())));
      new ManifestUpdate(new BucketManifests(bucket), signing, clock, _ -> {}, () -> AUTHOR)
          .apply(change(service, version));
    }
  }

  /// Puts a path into the cache, signed.
  void cache(Bucket bucket, StorePath path, StorePath... references) throws Exception {
    NixSecretKey key = new KeyFiles().load(settings().cacheKeyFile());
    String hash = "0".repeat(52);
    String url = nar(path);
    NarInfo narInfo =
        new NarInfo(
            path, url, OptionalLong.empty(), "sha256:" + hash, 1, List.of(references), List.of());
    byte[] fingerprint = narInfo.fingerprint().getBytes(StandardCharsets.UTF_8);
    String text =
        """
        StorePath: %s
        URL: %s
        Compression: none
        NarHash: sha256:%s
        NarSize: 1
        References: %s
        Sig: %s
        """
            .formatted(
                path,
                url,
                hash,
                Stream.of(references).map(StorePath::baseName).collect(Collectors.joining(" ")),
                ManifestSignature.sign(fingerprint, List.of(key)));
    put(bucket, url, "x");
    put(bucket, NarInfo.key(path), text);
  }

  static String nar(StorePath path) {
    return "nar/" + "0".repeat(20) + path.hash() + ".nar";
  }

  private static void put(Bucket bucket, String key, String content) throws Exception {
    bucket.write(
        key,
        content.getBytes(StandardCharsets.UTF_8),
        "application/octet-stream",
        Map.of(),
        new Condition.Always());
  }

  static SetService change(String service, String version) {
    ObjectNode entry =
        (ObjectNode)
            JsonMapper.shared()
                .readTree("{\"hosts\":[\"a\"],\"exec\":{\"command\":\"" + service + "\"}}");
    return new SetService(service, path(service, version), entry, null);
  }

  static StorePath path(String service, String version) {
    // A cache knows paths by their hash alone.
    String hash = Integer.toUnsignedString((service + version).hashCode());
    return StorePath.of(
        "/nix/store/" + "0".repeat(32 - hash.length()) + hash + "-" + service + "-" + version);
  }

  PushSettings settings() throws Exception {
    Path file = folder.resolve("slipway.json");
    return PushSettingsReader.read(Files.readAllBytes(file), file);
  }

  void write(String name, String text) {
    try {
      Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path folder() {
    return folder;
  }

  EmbeddedS3 server() {
    return server;
  }

  Bucket bucket() {
    return bucket(where());
  }

  Bucket patientBucket() {
    return Bucket.open(where(), Apache5HttpClient.builder(), PATIENT);
  }

  private BucketSettings where() {
    return new BucketSettings(BUCKET, "us-east-1", server.endpoint(), null, true, "");
  }

  Bucket bucket(BucketSettings settings) {
    return Bucket.open(settings, Apache5HttpClient.builder(), QUICK);
  }

  @Override
  public void close() {
    server.close();
  }
}
