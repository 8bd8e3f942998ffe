package slipway.push.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import slipway.manifest.ManifestReader;
import slipway.manifest.Problem;
import slipway.manifest.Reading;
import slipway.push.change.VerifiedManifest;
import slipway.push.cli.NewFiles.Written;
import slipway.push.nomad.Cluster;
import slipway.push.nomad.Export;
import slipway.push.nomad.NixForm;
import slipway.push.nomad.NomadJob;
import slipway.push.nomad.NomadJobs;
import slipway.push.nomad.Provider;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;
import slipway.push.outcome.JsonText;

@Command(
    name = "nomad",
    description = {
      "Writes a job for Nomad for each service of the manifest.",
      "Names all that a job does not say of its service, or that clients have to be set up for."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  slipway export nomad --output jobs",
      "  slipway export nomad manifest.json --output jobs --format nix --datacenter fra1"
    })
final class ExportNomadCommand implements Callable<Integer> {
  private final Slipway slipway;
  private final Tools tools;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "FILE",
      description = "a manifest (default: the current one of the bucket)")
  private @Nullable Path file;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      required = true,
      description = "the folder for the files, made where it is missing")
  private Path output = Path.of("");

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "json",
      description = "json (nomad job run -json), or nix (nix-nomad) (default: ${DEFAULT-VALUE})")
  private Format format = Format.json;

  @Option(
      names = "--datacenter",
      paramLabel = "NAME",
      defaultValue = "dc1",
      description = "where jobs may run; may be repeated (default: ${DEFAULT-VALUE})")
  private List<String> datacenters = List.of();

  @Option(names = "--region", paramLabel = "NAME", description = "their region (default: none)")
  private @Nullable String region;

  @Option(
      names = "--provider",
      paramLabel = "NAME",
      defaultValue = "nomad",
      description = "who registers services, nomad or consul (default: ${DEFAULT-VALUE})")
  private Registrar provider = Registrar.nomad;

  @Option(names = "--overwrite", description = "replace files that are there and differ")
  private boolean overwrite;

  ExportNomadCommand(Slipway slipway, Tools tools) {
    this.slipway = slipway;
    this.tools = tools;
  }

  /// Named as they are typed.
  private enum Format {
    json,
    nix
  }

  private enum Registrar {
    nomad(Provider.NOMAD),
    consul(Provider.CONSUL);

    private final Provider provider;

    Registrar(Provider provider) {
      this.provider = provider;
    }
  }

  @Override
  public Integer call() throws Failure {
    Cluster cluster = new Cluster(datacenters, region, provider.provider);
    Export export = file == null ? ofBucket(cluster) : ofFile(file, cluster);
    Map<Path, String> files = new LinkedHashMap<>();
    export.jobs().forEach(job -> files.put(path(job), text(job)));
    List<Written> written = new NewFiles(tools.files(), overwrite).write(output, files);
    slipway
        .report(tools.out())
        .print(NomadReport.text(export, written), NomadReport.json(export, written));
    return ExitCode.OK.number();
  }

  private Export ofBucket(Cluster cluster) throws Failure {
    try (Tools.Session session = tools.open(slipway.config())) {
      var current = session.update().current();
      session.update().requireNewest(current);
      VerifiedManifest verified =
          current.orElseThrow(
              () -> new Failure(ExitCode.FAILED, "there is no current manifest; run slipway init"));
      return NomadJobs.of(verified.manifest(), verified.bytes(), cluster);
    }
  }

  private Export ofFile(Path manifest, Cluster cluster) throws Failure {
    byte[] document = tools.files().read(manifest);
    return switch (ManifestReader.read(document)) {
      case Reading.Valid(var valid) -> NomadJobs.of(valid, document, cluster);
      case Reading.Invalid(List<Problem> problems) ->
          throw new Failure(ExitCode.REFUSED, ServiceFile.lines(manifest, problems));
    };
  }

  private Path path(NomadJob job) {
    return output.resolve(
        job.service()
            + switch (format) {
              case json -> ".nomad.json";
              case nix -> ".nix";
            });
  }

  private String text(NomadJob job) {
    return switch (format) {
      case json -> JsonText.of(job.request()) + "\n";
      case nix -> NixForm.of(job);
    };
  }
}
