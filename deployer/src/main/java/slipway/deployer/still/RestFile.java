package slipway.deployer.still;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import slipway.cache.BucketSettings;
import slipway.deployer.metrics.Pulse;
import slipway.deployer.report.Repeat;
import slipway.manifest.Digest;

/// A [Rest] in a file, for the next process. Lines of words between tabs; gone after a reboot.
///
/// @param pulse null where the host has no metrics
record RestFile(Context context, Rest rest, @Nullable Pulse pulse) {
  private static final String VERSION = "slipway rest 1";
  private static final String NOTHING = "-";
  private static final Path DIRECTORY = Path.of("run/slipway-deployer");

  /// Where it is, for settings in that file.
  ///
  /// @param root `/` but in tests
  static Path place(Path root, Path settings) {
    String name = Digest.sha256(settings.toAbsolutePath().toString().getBytes(UTF_8));
    return root.resolve(DIRECTORY).resolve(name.replaceAll("[^0-9a-f]", "") + ".rest");
  }

  /// @throws IOException where it cannot be written, or holds what does not fit into a line
  void write(Path place) throws IOException {
    BucketSettings bucket = context.bucket();
    List<String> lines = new ArrayList<>(List.of(VERSION));
    lines.add(
        line(
            "bucket",
            bucket.bucket(),
            bucket.region(),
            bucket.endpoint() == null ? NOTHING : bucket.endpoint().toString(),
            bucket.profile() == null ? NOTHING : bucket.profile(),
            Boolean.toString(bucket.pathStyle()),
            bucket.prefix()));
    lines.add(line("code", context.code()));
    lines.add(line("host", context.host(), context.lock().toString()));
    lines.add(line("rest", rest.etag(), rest.at().toString()));
    Repeat report = rest.report();
    if (report != null) {
      lines.add(
          line(
              "report",
              report.at().toString(),
              Base64.getEncoder().encodeToString(report.report())));
    }
    if (pulse != null) {
      lines.add(line(pulse));
    }
    for (Signs.Sign sign : rest.signs().all()) {
      lines.add(line("sign", sign.subject().text(), sign.value()));
    }
    Files.createDirectories(place.resolveSibling(""));
    Path fresh =
        Files.createTempFile(
            place.resolveSibling(""),
            "rest",
            "",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(fresh, lines, UTF_8);
    Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String line(Pulse pulse) throws IOException {
    return line(
        "pulse",
        pulse.tally().toString(),
        pulse.textfile() == null ? NOTHING : pulse.textfile().toString(),
        pulse.generation() == null ? NOTHING : pulse.generation().toString(),
        Base64.getEncoder().encodeToString(pulse.text().getBytes(UTF_8)));
  }

  private static Pulse pulse(String[] words) {
    return new Pulse(
        Path.of(words[1]),
        words[2].equals(NOTHING) ? null : Path.of(words[2]),
        words[3].equals(NOTHING) ? null : Instant.parse(words[3]),
        new String(Base64.getDecoder().decode(words[4]), UTF_8));
  }

  private static String line(String... words) throws IOException {
    for (String word : words) {
      if (word.chars().anyMatch(Character::isISOControl)) {
        throw new IOException("a control character in \"" + words[0] + "\"");
      }
    }
    return String.join("\t", words);
  }

  /// @throws IOException where there is none
  /// @throws RuntimeException where it is none of this version
  static RestFile read(Path place) throws IOException {
    List<String> lines = Files.readAllLines(place, UTF_8);
    if (!lines.getFirst().equals(VERSION)) {
      throw new IllegalArgumentException("not \"" + VERSION + "\"");
    }
    @Nullable BucketSettings bucket = null;
    String code = "";
    String[] host = {};
    String[] rest = {};
    @Nullable Repeat report = null;
    @Nullable Pulse pulse = null;
    List<Signs.Sign> signs = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] words = line.split("\t", -1);
      switch (words[0]) {
        case "bucket" -> bucket = bucket(words);
        case "code" -> code = words[1];
        case "host" -> host = words;
        case "rest" -> rest = words;
        case "report" ->
            report = new Repeat(Instant.parse(words[1]), Base64.getDecoder().decode(words[2]));
        case "pulse" -> pulse = pulse(words);
        case "sign" -> signs.add(new Signs.Sign(Subject.parse(words[1]), words[2]));
        default -> throw new IllegalArgumentException(words[0]);
      }
    }
    if (bucket == null) {
      throw new IllegalArgumentException("no bucket");
    }
    return new RestFile(
        new Context(code, bucket, host[1], Path.of(host[2])),
        new Rest(rest[1], new Signs(signs), Instant.parse(rest[2]), report),
        pulse);
  }

  private static BucketSettings bucket(String[] words) {
    return new BucketSettings(
        words[1],
        words[2],
        words[3].equals(NOTHING) ? null : URI.create(words[3]),
        words[4].equals(NOTHING) ? null : words[4],
        Boolean.parseBoolean(words[5]),
        words[6]);
  }
}
