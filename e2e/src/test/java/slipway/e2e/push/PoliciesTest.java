package slipway.e2e.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import slipway.cache.Bucket;
import slipway.cache.BucketException;
import slipway.cache.BucketSettings;
import slipway.cache.Condition;
import slipway.cache.Timeouts;
import slipway.e2e.host.Closures.Kind;
import slipway.e2e.host.Output;
import slipway.e2e.host.S3Endpoint;
import slipway.e2e.host.Slipway;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The policies of `docs/how-to/use-aws-s3.md`, on a server that enforces them: who has them and
/// nothing else can push, deploy and report, and cannot write what another one has to say.
@OnFleet
class PoliciesTest {
  private static final Path PAGE = Path.of("docs/how-to/use-aws-s3.md");

  @Test
  void whoHasThePoliciesOfThePageCanPushDeployAndReport(Project project) throws IOException {
    S3Endpoint publisher = project.ground().radosgw().user("publisher");
    S3Endpoint follower = project.ground().radosgw().user("host");
    String bucket = project.bucket().bucket();
    project.bucket().setPolicy(policy(bucket));
    Desk desk = deskOf(project, publisher);
    desk.run(0, "init");
    Member one = project.host("one");
    one.settings().withObjectProperty("cache").set("bucket", follower.bucketSettings(bucket));
    one.use(follower);
    one.follow();

    ObjectNode entry = project.entry("a", Kind.WEB, project.namespace(), "one");
    desk.push(0, entry, "--wait");
    one.assertRuns("a", project.namespace());
    Output doctor = desk.run("doctor");
    assertFalse(doctor.out().contains("FAIL"), doctor::toString);
    desk.run(0, "remove", project.name("a"), "--wait");
    desk.run(0, "rollback", "--wait");
    one.assertRuns("a", project.namespace());
    assertFalse(one.journal().contains("403"), one::journal);

    Output refused =
        deskOf(project, follower).run("freeze", "--reason", "by a host that was taken");
    assertEquals(4, refused.exit(), refused::toString);
    assertTrue(refused.err().contains("403"), refused::toString);
    assertMayNotWrite("status/one.json", bucket, publisher);
    assertMayNotWrite("status/two.json", bucket, follower);
  }

  private static void assertMayNotWrite(String key, String name, S3Endpoint user) {
    try (Bucket bucket =
        Bucket.open(
            new BucketSettings(name, "us-east-1", user.address(), null, true, ""),
            Apache5HttpClient.builder(),
            Timeouts.DEFAULT,
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(user.accessKey(), user.secretKey())))) {
      BucketException refused =
          assertThrows(
              BucketException.class,
              () ->
                  bucket.write(
                      key,
                      "{}".getBytes(UTF_8),
                      "application/json",
                      Map.of(),
                      new Condition.Always()));
      assertEquals(BucketException.Kind.DENIED, refused.kind(), refused::getMessage);
    }
  }

  /// Where both buckets are that of the manifest, and asked as that user.
  private static Desk deskOf(Project project, S3Endpoint user) {
    Desk desk = project.desk().withCache(project.bucket().bucket());
    String credentials = "/etc/slipway/" + project.namespace() + "-" + user.accessKey();
    project.developersMachine().write(credentials, user.credentialsFile());
    Slipway slipway =
        new Slipway(project.developersMachine(), desk.slipway().directory(), credentials);
    return new Desk(project, slipway, desk.settings());
  }

  /// Those of the page, each for its user, as the policy of this bucket.
  private static String policy(String bucket) throws IOException {
    ObjectNode policy = JsonMapper.shared().createObjectNode().put("Version", "2012-10-17");
    ArrayNode statements = policy.putArray("Statement");
    String page = Files.readString(PAGE);
    for (String user : new String[] {"publisher", "host"}) {
      Matcher block = Pattern.compile("(?s)```json " + user + "\n(.*?)```").matcher(page);
      assertTrue(block.find(), PAGE + " has a policy of the " + user);
      String text = block.group(1).replace("releases", bucket).replace("web-1", "one");
      for (JsonNode statement : JsonMapper.shared().readTree(text).get("Statement")) {
        ObjectNode granted = (ObjectNode) statement;
        granted.putObject("Principal").putArray("AWS").add("arn:aws:iam:::user/" + user);
        statements.add(granted);
      }
    }
    return policy.toString();
  }
}
