package slipway.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import slipway.manifest.StorePath;

class GoldenReportTest {
  private static final String KEY = ":A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=";

  @Test
  void everyFieldIsRead() {
    assertEquals(
        new HostReport(
            "web-1.example.org",
            "slipway",
            "0.1.0",
            Instant.parse("2026-01-15T12:34:56.789Z"),
            new Poll(Poll.Mode.DAEMON, 300),
            new TrustedKeys(
                List.of("releases-manifest-1" + KEY), List.of("releases-cache-1" + KEY)),
            new AcceptedManifest(
                Instant.parse("2026-01-15T12:30:00.001Z"),
                "0123456789abcdef".repeat(4),
                Instant.parse("2026-01-15T12:34:00Z")),
            "the manifest in the bucket was refused: no signature by a trusted key",
            new Pause(Instant.parse("2026-01-15T14:00:00Z"), "the disk is replaced", "ada"),
            true,
            List.of(
                new ServiceReport(
                    "api",
                    "a".repeat(64),
                    ReportedState.ROLLED_BACK,
                    null,
                    new RunningRelease(
                        2,
                        storePath("api"),
                        "abc123",
                        Instant.parse("2026-01-14T00:00:00Z"),
                        new ServingInstance(8001, Instant.parse("2026-01-14T00:00:05Z"))),
                    ReportedHealth.HEALTHY,
                    4,
                    new ServiceError(
                        "release 3 answered 500", Instant.parse("2026-01-15T12:34:50Z"))),
                new ServiceReport(
                    "web",
                    "b".repeat(64),
                    ReportedState.DEPLOYING,
                    "copying",
                    null,
                    ReportedHealth.UNKNOWN,
                    0,
                    null),
                new ServiceReport(
                    "worker",
                    null,
                    ReportedState.REMOVING,
                    null,
                    new RunningRelease(1, storePath("worker"), null, null, null),
                    ReportedHealth.UNKNOWN,
                    0,
                    null))),
        Reports.valid(Reports.golden("maximal.json")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"minimal.json", "maximal.json"})
  void whatIsReadSurvivesWriting(String name) {
    HostReport report = Reports.valid(Reports.golden(name));
    assertEquals(report, Reports.valid(HostReportWriter.write(report)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"minimal.json", "maximal.json"})
  void theSchemaTakesWhatIsWritten(String name) {
    HostReport report = Reports.valid(Reports.golden(name));
    assertEquals(List.of(), schemaProblems(Reports.golden(name)));
    assertEquals(List.of(), schemaProblems(HostReportWriter.write(report)));
  }

  @Test
  void aReportIsNeverTooLargeForItsReader() {
    ServiceError error = new ServiceError("\u00e4\u6f22".repeat(400), Instant.EPOCH);
    List<ServiceReport> services =
        IntStream.range(0, 5_000)
            .mapToObj(number ->
                new ServiceReport(
                    "s" + number,
                    "a".repeat(64),
                    ReportedState.FAILED,
                    null,
                    null,
                    ReportedHealth.UNKNOWN,
                    0,
                    error))
            .toList();
    byte[] document = HostReportWriter.write(Reports.with(services));
    assertEquals(5_000, Reports.valid(document).services().size());
  }

  static List<String> schemaProblems(byte[] document) {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(new String(HostReportSchema.bytes(), StandardCharsets.UTF_8), InputFormat.JSON)
        .validate(new String(document, StandardCharsets.UTF_8), InputFormat.JSON)
        .stream()
        .map(Error::toString)
        .toList();
  }

  private static StorePath storePath(String service) {
    return new StorePath("0".repeat(32), service + "-1");
  }
}
