package slipway.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import slipway.manifest.Digest;
import slipway.manifest.ManifestSignature;
import slipway.manifest.NixSecretKey;
import slipway.manifest.StorePath;
import slipway.push.nix.Nar;

/// Stands in for Nix where a machine that has none rehearses an upload: a closure of a few paths
/// whose archives are made up.
final class RehearsedNix {
  /// As many that their index is larger than what is sent at once.
  private static final int PATHS = 100;

  private static final int HASH_DIGITS = 52;

  /// Each after those that it needs.
  static final List<StorePath> CLOSURE =
      IntStream.range(0, PATHS)
          .mapToObj("/nix/store/%032d-rehearsal"::formatted)
          .map(StorePath::of)
          .toList();

  private RehearsedNix() {}

  /// Has `nix` and `nix-store` of a folder be this.
  ///
  /// @param store gets its paths
  /// @param left how many of them are left for `nix copy`
  static void install(Path folder, Path store, int left) throws IOException {
    Path infos = Files.writeString(folder.resolve("infos.json"), infos(store, left));
    String all = CLOSURE.stream().map(StorePath::toString).collect(Collectors.joining("\n"));
    script(folder.resolve("nix-store"), "cat <<EOF\n" + all + "\nEOF");
    script(
        folder.resolve("nix"),
        "case \"$*\" in *path-info*) exec cat '%s' ;; esac\nexec '%s/bin/java' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp '%s' %s \"$@\""
            .formatted(
                infos,
                System.getProperty("java.home"),
                System.getProperty("java.class.path"),
                RehearsedNix.class.getName()));
  }

  /// What `nix path-info --json` says of all but a few.
  private static String infos(Path store, int left) throws IOException {
    List<String> infos = new ArrayList<>();
    for (StorePath path : CLOSURE.subList(left, PATHS)) {
      Path file = Files.writeString(store.resolve(path.baseName()), "rehearsal");
      byte[] nar = Nar.pack(file, 1 << 20);
      infos.add(
          """
          "%s": {"narHash": "sha256-%s", "narSize": %d, "references": ["%s"], "signatures": [],
            "deriver": null, "ca": null}\
          """
              .formatted(
                  path, base64(Digest.sha256().digest(nar)), nar.length, CLOSURE.getFirst()));
    }
    return "{" + String.join(",", infos) + "}";
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static void script(Path file, String text) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /// `nix copy … --to STORE … --netrc-file FILE … PATH…`
  public static void main(String[] arguments) throws IOException {
    List<String> words = List.of(arguments);
    String[] store = words.get(words.indexOf("--to") + 1).split("\\?", 2);
    String[] netrc =
        Files.readString(Path.of(words.get(words.indexOf("--netrc-file") + 1)))
            .strip()
            .split(" ", -1);
    String password = netrc[3] + ":" + netrc[5];
    String keyFile = URLDecoder.decode(store[1].replaceFirst(".*secret-key=", ""), UTF_8);
    NixSecretKey key = NixSecretKey.parse(Files.readString(Path.of(keyFile)).strip());
    for (String path : words) {
      if (path.startsWith(StorePath.STORE + "/")) {
        String narInfo = StorePath.of(path).hash() + ".narinfo";
        ask(store[0] + "/" + narInfo, password, "GET", new byte[0]);
        String archive = "nar/" + "0".repeat(20) + StorePath.of(path).hash() + ".nar.zst";
        ask(store[0] + "/" + archive, password, "HEAD", new byte[0]);
        ask(store[0] + "/" + archive, password, "PUT", path.getBytes(UTF_8));
        ask(store[0] + "/" + narInfo, password, "PUT", narInfo(path, archive, key));
      }
    }
  }

  private static byte[] narInfo(String path, String archive, NixSecretKey key) {
    String hash = "sha256:" + "0".repeat(HASH_DIGITS);
    String fingerprint = "1;" + path + ";" + hash + ";1;" + path;
    return """
    StorePath: %s
    URL: %s
    Compression: zstd
    FileHash: %s
    FileSize: %d
    NarHash: %s
    NarSize: 1
    References: %s
    Sig: %s
    """
        .formatted(
            path,
            archive,
            hash,
            path.length(),
            hash,
            StorePath.of(path).baseName(),
            ManifestSignature.sign(fingerprint.getBytes(UTF_8), List.of(key)))
        .getBytes(UTF_8);
  }

  private static void ask(String address, String password, String method, byte[] body)
      throws IOException {
    HttpURLConnection connection = (HttpURLConnection) URI.create(address).toURL().openConnection();
    connection.setRequestMethod(method);
    connection.setRequestProperty(
        "Authorization", "Basic " + Base64.getEncoder().encodeToString(password.getBytes(UTF_8)));
    if (method.equals("PUT")) {
      connection.setDoOutput(true);
      connection.setFixedLengthStreamingMode(body.length);
      try (OutputStream out = connection.getOutputStream()) {
        out.write(body);
      }
    }
    if (connection.getResponseCode() >= 400 && method.equals("PUT")) {
      throw new IOException(
          method + " " + address + " was answered " + connection.getResponseCode());
    }
    connection.disconnect();
  }
}
