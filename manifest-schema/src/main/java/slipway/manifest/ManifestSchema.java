package slipway.manifest;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// The JSON Schema of a manifest, and what it says about a document.
public final class ManifestSchema {
  private static final String FILE = "manifest-v1.schema.json";

  private ManifestSchema() {}

  /// Built on first use: a host whose manifest has not changed never pays for it.
  private static final class Built {
    static final JsonNode TREE = JsonTree.read(bytes());
    static final Schema SCHEMA =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(TREE);
  }

  /// The schema file itself, for editors and other tools.
  public static byte[] bytes() {
    try (InputStream file = ManifestSchema.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException("the schema " + FILE + " is missing from the class path");
      }
      return file.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// At most `limit` problems, so that a document made of errors cannot fill the host's memory.
  static List<Problem> problems(JsonNode document, int limit) {
    return Built.SCHEMA
        .validate(document, (ExecutionContext context) -> context.setErrors(new FirstErrors(limit)))
        .stream()
        .map(error -> SchemaProblem.of(error, Built.TREE))
        .distinct()
        .toList();
  }

  /// The validator collects into the list that it is given.
  private static final class FirstErrors extends ArrayList<Error> {
    private static final long serialVersionUID = 1;

    private final int limit;

    FirstErrors(int limit) {
      this.limit = limit;
    }

    @Override
    public boolean add(Error error) {
      return size() < limit && super.add(error);
    }
  }
}
