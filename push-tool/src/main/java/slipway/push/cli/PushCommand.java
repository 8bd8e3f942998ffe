package slipway.push.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import slipway.manifest.StorePath;
import slipway.push.change.SetService;
import slipway.push.operation.Closures;
import slipway.push.operation.Push.Pushed;
import slipway.push.outcome.Failure;
import tools.jackson.databind.node.ObjectNode;

@Command(
    name = "push",
    description = "Uploads a closure and makes a service run it.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  slipway push web ./result --wait",
      "  slipway push web --build .#web",
      "  slipway push web ./result -f web.json    (a new service, or new settings)"
    })
final class PushCommand implements Callable<Integer> {
  private final Slipway slipway;
  private final Tools tools;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
  private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "SERVICE", description = "the service's name")
  private String service = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "PATH",
      description = "a store path, or a symlink to one")
  private @Nullable String path;

  @Option(
      names = "--build",
      paramLabel = "INSTALLABLE",
      description = "build this first, and push what comes out")
  private @Nullable String installable;

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "the service's entry; without one the entry of the manifest is kept")
  private @Nullable Path file;

  @Option(
      names = "--revision",
      paramLabel = "REV",
      description = "shown to people (default: the file's, else the commit checked out here)")
  private @Nullable String revision;

  @Mixin private final YesOption yes = new YesOption();

  @Mixin private final WaitOptions waiting = new WaitOptions();

  PushCommand(Slipway slipway, Tools tools) {
    this.slipway = slipway;
    this.tools = tools;
  }

  @Override
  public Integer call() throws Failure {
    if ((path == null) == (installable == null)) {
      throw new ParameterException(
          spec.commandLine(), "wanted either PATH or --build INSTALLABLE, after the service");
    }
    ServiceFile settings = file == null ? null : ServiceFile.read(tools.files(), file);
    if (settings != null) {
      settings.requireName(service);
    }
    try (Tools.Session session = tools.open(slipway.config())) {
      Closures closures = session.closures();
      StorePath storePath =
          installable == null
              ? closures.resolve(path == null ? "" : path)
              : closures.build(installable);
      Pushed pushed =
          session
              .push(closures)
              .run(
                  new SetService(
                      service,
                      storePath,
                      settings == null ? null : settings.entry(),
                      revision(settings).orElse(null)),
                  yes.approval(tools, session));
      return waiting.finish(
          slipway.report(tools.out()),
          tools,
          session,
          new Changed(pushed.updated(), service, text(pushed), json(storePath, pushed)));
    }
  }

  private Optional<String> revision(@Nullable ServiceFile settings) {
    if (revision != null) {
      return Optional.of(revision);
    }
    return settings != null && settings.entry().has("revision")
        ? Optional.empty()
        : tools.revisions().current();
  }

  private static String text(Pushed pushed) {
    return "%s (%.2f s)".formatted(UpdateReport.text(pushed.updated()), seconds(pushed.took()));
  }

  private ObjectNode json(StorePath storePath, Pushed pushed) {
    ObjectNode document = UpdateReport.json(pushed.updated());
    document.put("service", service).put("storePath", storePath.toString());
    document.set("uploaded", UploadReport.json(pushed.uploaded()));
    return document.put("seconds", seconds(pushed.took()));
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
