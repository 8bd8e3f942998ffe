package slipway.push.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import slipway.cache.BucketSettings;
import slipway.push.cli.BucketDialogue.Chosen;
import slipway.push.config.PushSettings;
import slipway.push.config.PushSettingsReader;
import slipway.push.config.SettingsDocument;
import slipway.push.operation.Init.Ready;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;
import slipway.push.outcome.JsonText;
import tools.jackson.databind.node.ObjectNode;

@Command(
    name = "init",
    description = {
      "Makes a bucket ready: settings, keys, the first manifest.",
      "Prints the settings for a host that is to follow it. What exists is left as it is.",
      "At a terminal it asks for what the options do not say, and looks before it writes."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  slipway init                                 (asks)",
      "  slipway init --bucket releases --region eu-central-1 --host web-1 > deployer.json",
      "  slipway init --host web-2 > deployer.json    (for one more host)"
    })
final class InitCommand implements Callable<Integer> {
  private static final String MANIFEST_KEY = ".slipway/manifest.key";
  private static final String CACHE_KEY = ".slipway/cache.key";

  private static final String PLACEHOLDER = "HOST";

  private final Slipway slipway;
  private final Tools tools;

  @Mixin private final BucketOptions bucket = new BucketOptions();

  @Option(
      names = "--host",
      paramLabel = "NAME",
      description = "the host that the printed settings are for (default: HOST)")
  private @Nullable String host;

  InitCommand(Slipway slipway, Tools tools) {
    this.slipway = slipway;
    this.tools = tools;
  }

  @Override
  public Integer call() throws Failure {
    boolean asking = tools.questions().arePossible();
    Dialogue dialogue = new Dialogue(tools.questions(), tools.progress());
    PushSettings settings =
        settings(tools.files().settings(slipway.config()), asking ? dialogue : null);
    String follower = host;
    if (follower == null) {
      follower =
          asking
              ? dialogue.text("host", PLACEHOLDER, PLACEHOLDER, _ -> Optional.empty())
              : PLACEHOLDER;
    }
    try (Tools.FirstUse buckets = tools.open(settings)) {
      Ready ready = tools.init().run(settings, buckets.manifests(), buckets.cacheInfo());
      ObjectNode snippet =
          SettingsDocument.host(
              settings, follower, ready.manifestKey().publicKey(), ready.cacheKey().publicKey());
      tools.progress().say("the settings for the host, /etc/slipway/deployer.json:");
      slipway.report(tools.out()).print(JsonText.of(snippet), snippet);
      if (asking) {
        next(follower).forEach(tools.progress()::say);
      }
    }
    return ExitCode.OK.number();
  }

  private static List<String> next(String follower) {
    return List.of(
        "what comes next:",
        "  slipway init --host "
            + follower
            + " > deployer.json    (to be /etc/slipway/deployer.json there)",
        "  slipway doctor --host-settings deployer.json",
        "  slipway push SERVICE ./result -f service.json --wait");
  }

  private PushSettings settings(Path file, @Nullable Dialogue dialogue) throws Failure {
    if (!tools.files().exists(file) && dialogue != null) {
      Chosen chosen = new BucketDialogue(dialogue, tools.scout(), bucket).choose();
      return written(file, chosen);
    }
    Optional<BucketSettings> asked = bucket.settings();
    if (!tools.files().exists(file)) {
      return written(
          file,
          asked
              .map(named -> new Chosen(named, true))
              .orElseThrow(() ->
                  new Failure(
                      ExitCode.USAGE,
                      "there is no " + file + " yet; wanted --bucket NAME to write it")));
    }
    PushSettings settings = PushSettingsReader.read(tools.files().read(file), file);
    if (asked.isPresent() && !asked.get().equals(settings.bucket())) {
      throw new Failure(
          ExitCode.USAGE,
          file
              + " exists and names another bucket than the options do; it is never overwritten:"
              + " leave the options out, or name another file with --config");
    }
    tools.progress().say(file + " is there; left as it is");
    return settings;
  }

  private PushSettings written(Path file, Chosen chosen) throws Failure {
    ObjectNode document = SettingsDocument.developer(chosen.bucket(), MANIFEST_KEY, CACHE_KEY);
    if (!chosen.conditionalWrites()) {
      document.put("conditionalWrites", PushSettings.WITHOUT_CONDITIONAL_WRITES);
    }
    String text = JsonText.of(document) + "\n";
    tools.files().create(file, text);
    tools.progress().say("wrote " + file);
    return PushSettingsReader.read(text.getBytes(StandardCharsets.UTF_8), file);
  }
}
