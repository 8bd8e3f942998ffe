package slipway.cache;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import slipway.manifest.StorePath;

/// Reads a closure index: all of it or nothing. Whoever may write to the bucket may have written
/// it.
final class ClosureIndexReader {
  private static final Pattern ENTRY =
      Pattern.compile("(?<hash>[0-9a-df-np-sv-z]{32}) (?<bytes>[1-9][0-9]{0,6})");
  private static final int LONGEST_LINE = 48;
  private static final int BUFFER = 1 << 14;

  private final InputStream text;
  private final boolean trusted;
  private final SequencedMap<String, ClosureIndex.Entry> entries = new LinkedHashMap<>();
  private long left = ClosureIndex.MAX_TEXT_BYTES;

  private ClosureIndexReader(InputStream text, boolean trusted) {
    this.text = text;
    this.trusted = trusted;
  }

  static ClosureIndex.Reading read(StorePath top, byte[] object) {
    return read(top, object, false);
  }

  static ClosureIndex.Reading readTrusted(StorePath top, byte[] object) {
    return read(top, object, true);
  }

  private static ClosureIndex.Reading read(StorePath top, byte[] object, boolean trusted) {
    if (object.length > ClosureIndex.MAX_BYTES) {
      return new ClosureIndex.Reading.Unusable(
          "it has %d bytes; wanted at most %d".formatted(object.length, ClosureIndex.MAX_BYTES));
    }
    try (InputStream gzip = new GZIPInputStream(new ByteArrayInputStream(object), BUFFER);
        InputStream text = new BufferedInputStream(gzip, BUFFER)) {
      ClosureIndexReader reader = new ClosureIndexReader(text, trusted);
      reader.read();
      if (!reader.entries.containsKey(NarInfo.key(top))) {
        throw new Wrong("it lacks the narinfo of " + top + ", after which it is named");
      }
      return new ClosureIndex.Reading.Read(new ClosureIndex(reader.entries));
    } catch (Wrong e) {
      return new ClosureIndex.Reading.Unusable(e.problem);
    } catch (IOException e) {
      return new ClosureIndex.Reading.Unusable("it is not whole gzip: " + e.getMessage());
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

  private void read() throws IOException {
    String head = line();
    if (!head.equals(ClosureIndex.HEAD)) {
      throw new Wrong("it begins with \"" + head + "\"; wanted \"" + ClosureIndex.HEAD + "\"");
    }
    String line = line();
    for (Matcher entry = ENTRY.matcher(line); entry.matches(); entry = ENTRY.matcher(line)) {
      narInfo(entry.group("hash") + NarInfo.SUFFIX, Integer.parseInt(entry.group("bytes")));
      line = line();
    }
    String end = ClosureIndex.END + " " + entries.size();
    if (!line.equals(end)) {
      throw new Wrong("found the line \"" + line + "\"; wanted a narinfo or \"" + end + "\"");
    }
    if (text.read() >= 0) {
      throw new Wrong("something comes after its end");
    }
  }

  private void narInfo(String key, int length) throws IOException {
    if (length > NarInfo.MAX_BYTES) {
      throw new Wrong(
          "%s has %d bytes; wanted at most %d".formatted(key, length, NarInfo.MAX_BYTES));
    }
    if (entries.size() == ClosureIndex.MAX_PATHS) {
      throw new Wrong("it has more narinfos than " + ClosureIndex.MAX_PATHS);
    }
    take(length);
    byte[] body = text.readNBytes(length);
    if (body.length < length) {
      throw new Wrong(key + " has " + body.length + " of its " + length + " bytes");
    }
    if (entries.putIfAbsent(key, entry(key, body)) != null) {
      throw new Wrong(key + " comes twice");
    }
  }

  private ClosureIndex.Entry entry(String key, byte[] body) {
    if (trusted) {
      Optional<ClosureIndex.Entry> entry = NarInfoLines.entry(body);
      if (entry.isPresent() && NarInfo.key(entry.get().path()).equals(key)) {
        return entry.get();
      }
    }
    return switch (NarInfoRule.judge(key, body)) {
      case NarInfo.Reading.Read(NarInfo narInfo) ->
          new ClosureIndex.Entry(narInfo.storePath(), narInfo.url(), narInfo.fileSize(), body);
      case NarInfo.Reading.Malformed(String problem) -> throw new Wrong(key + ": " + problem);
    };
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = text.read(); next != '\n'; next = text.read()) {
      if (next < 0 || line.length() == LONGEST_LINE) {
        throw new Wrong("found \"" + line + "\"" + (next < 0 ? ", and nothing more" : "…"));
      }
      // What is not of the format goes into a message, not into a terminal.
      line.append(next >= ' ' && next < 0x7f ? (char) next : '?');
    }
    take(line.length() + 1);
    return line.toString();
  }

  private void take(int bytes) {
    left -= bytes;
    if (left < 0) {
      throw new Wrong("it unfolds to more than " + ClosureIndex.MAX_TEXT_BYTES + " bytes");
    }
  }
}
