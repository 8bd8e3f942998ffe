package slipway.deployer.still;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import slipway.deployer.caddy.PlainConfig;

/// Something on the host that has a value which changes whenever a pass might see a difference.
// No `switch` over these: what the compiler makes of one is put together when it is first come to,
// which takes as long as all the rest.
sealed interface Subject {
  /// Kind and name, by which [#parse] makes it again.
  String text();

  /// @throws IOException where it cannot be said now
  String value(SignReader reader) throws IOException;

  /// Where nothing can happen to that value without anything happening there. Empty where there is
  /// no such place, so that it has to be read to be known.
  default List<Path> places(SignReader reader) {
    return List.of();
  }

  /// Whether that is its value now.
  default boolean has(String value, SignReader reader) throws IOException {
    return value(reader).equals(value);
  }

  /// What lies at a path: a file, a directory or a link, which is not followed.
  record Entry(Path path) implements Subject {
    private static final String KIND = "entry ";

    @Override
    public String text() {
      return KIND + path;
    }

    @Override
    public String value(SignReader reader) throws IOException {
      return reader.entry(path);
    }

    @Override
    public boolean has(String value, SignReader reader) throws IOException {
      return reader.isEntry(path, value);
    }

    @Override
    public List<Path> places(SignReader reader) {
      return List.of(path);
    }
  }

  /// A service in systemd: which start of it is running.
  record Running(String unit) implements Subject {
    private static final String KIND = "running ";

    @Override
    public String text() {
      return KIND + unit;
    }

    @Override
    public String value(SignReader reader) throws IOException {
      return reader.running(unit);
    }

    @Override
    public List<Path> places(SignReader reader) {
      return List.of(reader.invocation(unit), reader.events(unit));
    }
  }

  /// A file of the kernel's.
  record Text(Path path) implements Subject {
    private static final String KIND = "text ";

    @Override
    public String text() {
      return KIND + path;
    }

    @Override
    public String value(SignReader reader) throws IOException {
      return reader.text(path);
    }
  }

  /// The whole configuration of Caddy.
  ///
  /// @param address `unix/PATH` or `http://HOST:PORT`
  record Proxy(String address) implements Subject {
    private static final String KIND = "proxy ";

    @Override
    public String text() {
      return KIND + address;
    }

    @Override
    public String value(SignReader reader) throws IOException {
      return reader.proxy().of(PlainConfig.read(address));
    }
  }

  /// @throws IllegalArgumentException where it is none of this version
  static Subject parse(String text) {
    if (text.startsWith(Entry.KIND)) {
      return new Entry(Path.of(text.substring(Entry.KIND.length())));
    }
    if (text.startsWith(Running.KIND)) {
      return new Running(text.substring(Running.KIND.length()));
    }
    if (text.startsWith(Text.KIND)) {
      return new Text(Path.of(text.substring(Text.KIND.length())));
    }
    if (text.startsWith(Proxy.KIND)) {
      return new Proxy(text.substring(Proxy.KIND.length()));
    }
    throw new IllegalArgumentException(text);
  }
}
