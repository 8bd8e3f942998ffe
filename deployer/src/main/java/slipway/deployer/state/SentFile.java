package slipway.deployer.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import slipway.deployer.report.Sent;
import slipway.deployer.report.SentStore;
import slipway.manifest.JsonTree;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `report.json` in the state directory, version 1. Losing it costs one report too many.
public final class SentFile implements SentStore {
  private static final Logger LOG = LoggerFactory.getLogger(SentFile.class);
  private static final int VERSION = 1;

  private final Path file;

  /// @param directory of the state
  public SentFile(Path directory) {
    this.file = directory.resolve("report.json");
  }

  @Override
  public Sent load() {
    try {
      return read(JsonTree.read(Files.readAllBytes(file)));
    } catch (NoSuchFileException _) {
      return Sent.NOTHING;
    } catch (IOException | RuntimeException e) {
      LOG.debug("action=forget file={} reason=\"{}\"", file, e.getMessage());
      return Sent.NOTHING;
    }
  }

  @Override
  public void keep(Sent sent) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      DurableFile.replace(file, write(sent), "rw-r--r--");
    } catch (IOException e) {
      LOG.debug("action=keep file={} reason=\"{}\"", file, e.getMessage());
    }
  }

  private static byte[] write(Sent sent) {
    ObjectNode root = JsonNodeFactory.instance.objectNode().put("version", VERSION);
    if (sent.at() != null) {
      root.put("at", sent.at().toString());
    }
    root.put("digest", sent.digest());
    Sent.Trouble trouble = sent.trouble();
    if (trouble != null) {
      root.putObject("trouble")
          .put("tried", trouble.tried().toString())
          .put("refused", trouble.refused())
          .put("told", trouble.told());
    }
    return JsonTree.compact(root);
  }

  private static Sent read(JsonNode root) {
    if (root.path("version").asInt(0) != VERSION) {
      return Sent.NOTHING;
    }
    return new Sent(
        root.has("at") ? Instant.parse(root.required("at").stringValue()) : null,
        root.required("digest").stringValue(),
        trouble(root.get("trouble")));
  }

  private static Sent.@Nullable Trouble trouble(@Nullable JsonNode node) {
    return node == null
        ? null
        : new Sent.Trouble(
            Instant.parse(node.required("tried").stringValue()),
            node.required("refused").booleanValue(),
            node.required("told").booleanValue());
  }
}
