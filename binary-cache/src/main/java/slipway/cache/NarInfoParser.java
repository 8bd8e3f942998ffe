package slipway.cache;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import slipway.manifest.StorePath;

/// Reads the lines of a narinfo, `Key: value` each. Keys that are not known are let through, as Nix
/// does; `Sig` alone may come more than once.
final class NarInfoParser {
  private static final Pattern NAR_HASH = Pattern.compile("sha256:[0-9a-df-np-sv-z]{52}");
  private static final Pattern BYTES = Pattern.compile("[1-9][0-9]{0,17}");

  private final Map<String, String> values = new HashMap<>();
  private final List<String> signatures = new ArrayList<>();

  private NarInfoParser() {}

  static NarInfo.Reading parse(String text) {
    NarInfoParser parser = new NarInfoParser();
    try {
      text.lines().forEach(parser::line);
      return new NarInfo.Reading.Read(parser.narInfo());
    } catch (Wrong e) {
      return new NarInfo.Reading.Malformed(e.problem);
    }
  }

  private static final class Wrong extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String problem;

    Wrong(String problem) {
      super(problem);
      this.problem = problem;
    }
  }

  private void line(String line) {
    int colon = line.indexOf(": ");
    if (colon < 1) {
      throw new Wrong("found the line \"" + line + "\"; wanted \"Key: value\"");
    }
    String key = line.substring(0, colon);
    String value = line.substring(colon + 2).strip();
    if (key.equals("Sig")) {
      signatures.add(value);
    } else if (values.putIfAbsent(key, value) != null) {
      throw new Wrong(key + " comes twice; wanted it once");
    }
  }

  private NarInfo narInfo() {
    String url = require("URL", "the key of a NAR");
    if (!url.startsWith("nar/") || !CacheKeys.allow(url)) {
      throw wrong("URL", url, "the key of a NAR, nar/<hash>.nar");
    }
    return new NarInfo(
        path("StorePath", require("StorePath", "a store path")),
        url,
        fileSize(),
        match("NarHash", NAR_HASH, "sha256: and 52 base 32 characters"),
        Long.parseLong(match("NarSize", BYTES, "a number of bytes above zero")),
        references(),
        signatures);
  }

  private OptionalLong fileSize() {
    return values.containsKey("FileSize")
        ? OptionalLong.of(Long.parseLong(match("FileSize", BYTES, "a number of bytes above zero")))
        : OptionalLong.empty();
  }

  private List<StorePath> references() {
    return Arrays.stream(values.getOrDefault("References", "").split(" ", -1))
        .filter(name -> !name.isEmpty())
        .map(name -> path("References", StorePath.STORE + "/" + name))
        .toList();
  }

  private static StorePath path(String key, String text) {
    return StorePath.parse(text).orElseThrow(() -> wrong(key, text, "a path of /nix/store"));
  }

  private String match(String key, Pattern form, String wanted) {
    String value = require(key, wanted);
    if (!form.matcher(value).matches()) {
      throw wrong(key, value, wanted);
    }
    return value;
  }

  private String require(String key, String wanted) {
    return Optional.ofNullable(values.get(key))
        .orElseThrow(() -> new Wrong(key + " is missing; wanted " + wanted));
  }

  private static Wrong wrong(String key, String found, String wanted) {
    return new Wrong(key + " is \"" + found + "\"; wanted " + wanted);
  }
}
