package slipway.report;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import slipway.manifest.Named;
import tools.jackson.databind.JsonNode;

/// An object of a report. Fields that nobody asks for are let through: a newer deployer must not
/// blind an older reader. `null` counts as absent.
record Fields(JsonNode json, String pointer) {
  private static final Pattern INSTANT =
      Pattern.compile(
          "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}(\\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})");

  static Fields of(JsonNode json, String pointer) throws MalformedReport {
    if (!json.isObject()) {
      throw new MalformedReport(pointer, "wanted an object");
    }
    return new Fields(json, pointer);
  }

  String text(String field) throws MalformedReport {
    return required(field, textOrNull(field));
  }

  @Nullable String textOrNull(String field) throws MalformedReport {
    JsonNode value = json.path(field);
    if (isAbsent(value)) {
      return null;
    }
    if (!value.isString()) {
      throw problem(field, "wanted a text");
    }
    return value.stringValue();
  }

  /// A text of which no other form is taken.
  String text(String field, Pattern form, String wanted) throws MalformedReport {
    return required(field, textOrNull(field, form, wanted));
  }

  @Nullable String textOrNull(String field, Pattern form, String wanted) throws MalformedReport {
    String text = textOrNull(field);
    if (text != null && !form.matcher(text).matches()) {
      throw problem(field, "wanted " + wanted);
    }
    return text;
  }

  Instant instant(String field) throws MalformedReport {
    return required(field, instantOrNull(field));
  }

  @Nullable Instant instantOrNull(String field) throws MalformedReport {
    String wanted = "an RFC 3339 time such as 2025-01-15T12:34:56Z";
    String text = textOrNull(field, INSTANT, wanted);
    try {
      return text == null ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException _) {
      throw problem(field, "wanted " + wanted);
    }
  }

  int number(String field, int least) throws MalformedReport {
    return required(field, numberOrNull(field, least));
  }

  @Nullable Integer numberOrNull(String field, int least) throws MalformedReport {
    JsonNode value = json.path(field);
    if (isAbsent(value)) {
      return null;
    }
    if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < least) {
      throw problem(field, "wanted a whole number from %d on".formatted(least));
    }
    return value.intValue();
  }

  boolean flag(String field) throws MalformedReport {
    JsonNode value = json.path(field);
    if (!value.isBoolean()) {
      throw problem(field, "wanted true or false");
    }
    return value.booleanValue();
  }

  <E extends Enum<E> & Named> E constant(String field, Class<E> type) throws MalformedReport {
    String text = text(field);
    for (E constant : type.getEnumConstants()) {
      if (constant.text().equals(text)) {
        return constant;
      }
    }
    throw problem(
        field,
        Arrays.stream(type.getEnumConstants())
            .map(Named::text)
            .collect(Collectors.joining(", ", "wanted one of ", "")));
  }

  List<String> texts(String field) throws MalformedReport {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : list(field)) {
      if (!item.isString()) {
        throw problem(field, "wanted texts only");
      }
      texts.add(item.stringValue());
    }
    return texts;
  }

  Fields object(String field) throws MalformedReport {
    return required(field, objectOrNull(field));
  }

  @Nullable Fields objectOrNull(String field) throws MalformedReport {
    JsonNode value = json.path(field);
    return isAbsent(value) ? null : of(value, pointer + "/" + field);
  }

  List<Fields> objects(String field) throws MalformedReport {
    List<Fields> objects = new ArrayList<>();
    for (JsonNode item : list(field)) {
      objects.add(of(item, "%s/%s/%d".formatted(pointer, field, objects.size())));
    }
    return objects;
  }

  MalformedReport problem(String field, String message) {
    return new MalformedReport(pointer + "/" + field, message);
  }

  private JsonNode list(String field) throws MalformedReport {
    JsonNode list = json.path(field);
    if (!list.isArray()) {
      throw problem(field, "wanted a list");
    }
    return list;
  }

  private <T> T required(String field, @Nullable T value) throws MalformedReport {
    if (value == null) {
      throw problem(field, "is missing");
    }
    return value;
  }

  private static boolean isAbsent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }
}
