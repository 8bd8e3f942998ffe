package slipway.push.cli;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import slipway.cache.BucketSettings;
import slipway.push.operation.BucketScout;
import slipway.push.operation.BucketScout.Found;
import slipway.push.outcome.Failure;

/// Asks for what the options do not say of a bucket, until there is one that can be used.
final class BucketDialogue {
  private static final String DEFAULT_REGION = "us-east-1";

  private final Dialogue dialogue;
  private final BucketScout scout;
  private final BucketOptions given;

  BucketDialogue(Dialogue dialogue, BucketScout scout, BucketOptions given) {
    this.dialogue = dialogue;
    this.scout = scout;
    this.given = given;
  }

  /// @param conditionalWrites false where the bucket lacks them and is wanted all the same
  record Chosen(BucketSettings bucket, boolean conditionalWrites) {}

  /// Texts as they were typed; empty where the default was.
  private record Typed(String bucket, String endpoint, String region, String profile) {}

  Chosen choose() throws Failure {
    Typed typed = new Typed("", "", "", "");
    while (true) {
      typed = ask(typed);
      BucketSettings settings =
          given.settings(
              typed.bucket(),
              uri(typed.endpoint()),
              typed.region(),
              typed.profile().isEmpty() ? null : typed.profile());
      Optional<Boolean> conditional = settle(settings);
      if (conditional.isPresent()) {
        return new Chosen(settings, conditional.get());
      }
      dialogue.progress().say("once more, then; Ctrl-C ends this, and nothing was written");
    }
  }

  /// Whether conditional writes are used; empty where the bucket is not to be taken.
  private Optional<Boolean> settle(BucketSettings settings) throws Failure {
    return switch (scout.look(settings)) {
      case Found.Unusable(String problem) -> {
        dialogue.progress().say(problem);
        yield Optional.empty();
      }
      case Found.Missing() -> {
        String question =
            "there is no bucket %s at %s; create it?"
                .formatted(settings.bucket(), settings.displayEndpoint());
        if (!dialogue.yes(question, true)) {
          yield Optional.empty();
        }
        try {
          scout.create(settings);
        } catch (Failure e) {
          dialogue.progress().say(Failure.text(e));
          yield Optional.empty();
        }
        dialogue.progress().say("made the bucket " + settings.bucket());
        yield settle(settings);
      }
      case Found.Usable(Optional<String> lacking) -> {
        if (lacking.isEmpty()) {
          dialogue
              .progress()
              .say(settings.display() + " can be used, and keeps conditional writes");
          yield Optional.of(true);
        }
        dialogue
            .progress()
            .say(
                settings.display()
                    + " has no conditional writes: "
                    + lacking.get()
                    + ". Of two pushes at the same moment one may be lost");
        yield dialogue.yes("use it all the same?", false) ? Optional.of(false) : Optional.empty();
      }
    };
  }

  private Typed ask(Typed before) throws Failure {
    String bucket = given.bucket();
    if (bucket == null) {
      bucket = text("bucket", before.bucket(), "", "");
    }
    URI endpoint = given.endpoint();
    String server =
        endpoint == null
            ? text("endpoint, as https://host[:port]", before.endpoint(), "AWS", "")
            : endpoint.toString();
    String region = given.region();
    if (region == null) {
      region = text("region", before.region(), DEFAULT_REGION, DEFAULT_REGION);
    }
    String profile = given.profile();
    if (profile == null) {
      profile = text("profile", before.profile(), "the AWS default chain", "");
    }
    return new Typed(bucket, server, region, profile);
  }

  /// @param last what was typed the time before, which an empty answer repeats
  /// @param shown what an empty answer means the first time
  private String text(String name, String last, String shown, String fallback) throws Failure {
    String key = name.split(",", 2)[0];
    return dialogue.text(
        name,
        last.isEmpty() ? shown : last,
        last.isEmpty() ? fallback : last,
        answer -> answer.isEmpty() ? Optional.empty() : problem(key, answer));
  }

  private static Optional<String> problem(String key, String answer) {
    if (key.equals("endpoint") && uri(answer) == null) {
      return Optional.of("not an address; wanted https://host[:port]");
    }
    Map<String, String> problems =
        BucketSettings.problems(
            key.equals("bucket") ? answer : "any",
            key.equals("region") ? answer : DEFAULT_REGION,
            key.equals("endpoint") ? uri(answer) : null,
            key.equals("profile") ? answer : null,
            "");
    return Optional.ofNullable(problems.get(key));
  }

  private static @Nullable URI uri(String text) {
    try {
      return text.isEmpty() ? null : URI.create(text);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }
}
