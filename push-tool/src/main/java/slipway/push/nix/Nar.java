package slipway.push.nix;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// A Nix archive of a file, a symlink or a folder. Source: Nix, `archive.cc`, and the form in
/// figure 5.2 of Eelco Dolstra's thesis.
///
/// Names that this JVM cannot tell apart, or not open, come out wrong: whoever uses an archive has
/// to compare its hash with what Nix says it is.
public final class Nar {
  private static final int ALIGNMENT = 8;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final long mostBytes;

  private Nar(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /// @param mostBytes of the archive
  /// @throws IOException where something cannot be read, or is larger
  public static byte[] pack(Path path, long mostBytes) throws IOException {
    Nar nar = new Nar(mostBytes);
    nar.text("nix-archive-1");
    nar.node(path);
    return nar.out.toByteArray();
  }

  private void node(Path path) throws IOException {
    PosixFileAttributes attributes =
        Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    text("(");
    text("type");
    if (attributes.isSymbolicLink()) {
      text("symlink");
      text("target");
      text(Files.readSymbolicLink(path).toString());
    } else if (attributes.isDirectory()) {
      text("directory");
      for (Path entry : entries(path)) {
        text("entry");
        text("(");
        text("name");
        text(entry.getFileName().toString());
        text("node");
        node(entry);
        text(")");
      }
    } else if (attributes.isRegularFile()) {
      text("regular");
      if (attributes.permissions().contains(PosixFilePermission.OWNER_EXECUTE)) {
        text("executable");
        text("");
      }
      text("contents");
      if (attributes.size() > mostBytes) {
        throw tooLarge(path);
      }
      bytes(Files.readAllBytes(path));
    } else {
      throw new IOException(path + " is of a kind that no archive has");
    }
    text(")");
    if (out.size() > mostBytes) {
      throw tooLarge(path);
    }
  }

  private static List<Path> entries(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .sorted((one, other) -> Arrays.compareUnsigned(name(one), name(other)))
          .toList();
    }
  }

  private static byte[] name(Path path) {
    return path.getFileName().toString().getBytes(UTF_8);
  }

  private void text(String text) {
    bytes(text.getBytes(UTF_8));
  }

  private void bytes(byte[] bytes) {
    out.writeBytes(
        ByteBuffer.allocate(Long.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(bytes.length)
            .array());
    out.writeBytes(bytes);
    out.writeBytes(new byte[(ALIGNMENT - bytes.length % ALIGNMENT) % ALIGNMENT]);
  }

  private static IOException tooLarge(Path path) {
    return new IOException(path + " is larger than it was said to be");
  }
}
