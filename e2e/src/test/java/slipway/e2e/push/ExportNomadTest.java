package slipway.e2e.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import slipway.e2e.ground.Documents;
import slipway.e2e.host.Closures.Kind;
import slipway.e2e.host.Output;
import slipway.e2e.host.ThrowawayHost;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The manifest of a bucket as jobs for Nomad.
@OnFleet
class ExportNomadTest {
  private static final String HOSTILE =
      "${HOME} $${a.b} $${${x}} %{ if } {{ env \"A\" }} \" ' '' ''${y} \\ \\n \\${z} $ $$ ünï ✓";

  private static final LocalDateTime START = LocalDateTime.parse("2026-11-28T10:00:30");
  private static final Pattern ELAPSE =
      Pattern.compile(": [A-Z][a-z]{2} ([0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:]{8}) UTC");
  private static final List<String> TIMERS =
      List.of(
          "minutely",
          "hourly",
          "daily",
          "weekly",
          "monthly",
          "quarterly",
          "semiannually",
          "yearly",
          "04:00",
          "*-*-* 04:00:30",
          "Mon..Fri 04:00 UTC",
          "Sat,Sunday",
          "*:0/15",
          "*:*:*",
          "*-*-1/10",
          "12-24 18:00",
          "2027..2029-02-28 00:00",
          "8..10,22:00",
          "8..12/2:00",
          "Wed *-*-1..31 03:00");

  @Test
  void nixReadsTheModulesAsTheSameJobs(Project project) {
    Desk desk = project.desk();
    desk.push(0, hostile(project.entry("a", Kind.WEB, "1", "one", "two")));
    ObjectNode blueGreen = project.entry("b", Kind.WEB, "2", "one", "two");
    blueGreen.withObjectProperty("http").put("standbyPort", project.port("standby"));
    desk.push(0, blueGreen);
    desk.push(0, job(project.entry("c", Kind.JOB, "1", "one"), "Mon..Fri 04:00 Europe/Berlin"));
    desk.push(0, job(project.entry("d", Kind.JOB, "1", "one"), "*-*~01"));

    Output json = desk.run(0, "export", "nomad", "--output", "jobs", "--json");
    desk.run(0, "export", "nomad", "--output", "jobs", "--format", "nix");
    JsonNode files = JsonMapper.shared().readTree(json.out()).path("files");
    assertEquals(4, files.size());
    NixNomad nixNomad = new NixNomad();
    for (JsonNode file : files) {
      String name = file.path("service").asString();
      JsonNode job = read(desk, "cat", "jobs/" + name + ".nomad.json").get("Job");
      JsonNode module =
          read(desk, "nix-instantiate", "--eval", "--strict", "--json", "jobs/" + name + ".nix");
      assertEquals(sorted(job), sorted(nixNomad.job(name, module.path("jobs").path(name))), name);
    }
    JsonNode first = read(desk, "cat", "jobs/" + project.name("a") + ".nomad.json");
    assertTrue(
        first.at("/Job/TaskGroups/0/Tasks/1/Config/args").toString().contains("$${HOME} $$${a.b}"),
        first::toString);
  }

  /// Here from a cache that is a folder, because Debian's Nix reads no bucket by itself.
  @Test
  void theTaskBeforeFetchesTheClosureForAsLongAsTheAllocationLasts(Project project) {
    Desk desk = project.desk();
    ObjectNode entry = project.entry("a", Kind.WEB, "nomad", "one");
    desk.push(0, entry);
    desk.run(0, "export", "nomad", "--output", "jobs");
    JsonNode config =
        read(desk, "cat", "jobs/" + project.name("a") + ".nomad.json")
            .at("/Job/TaskGroups/0/Tasks/0/Config");
    String path = entry.at("/artifact/storePath").asString();
    String allocation = "/var/tmp/" + project.namespace() + "/alloc";
    String cache = "file:///home/developer/" + project.namespace() + "-cache";
    ThrowawayHost client = project.developersMachine();
    client
        .developer(
            List.of(
                "nix", "--extra-experimental-features", "nix-command", "copy", "--to", cache, path))
        .orFail();

    List<String> fetch = new ArrayList<>(List.of(config.path("command").asString()));
    config
        .path("args")
        .forEach(one -> fetch.add(one.asString().replace("${NOMAD_ALLOC_DIR}", allocation)));
    fetch.addAll(List.of("--option", "substituters", cache, "--option", "require-sigs", "false"));
    client.exec("mkdir", "-p", allocation).orFail();
    assertTrue(!client.exec("nix-store", "--check-validity", path).succeeded());
    client.exec(fetch.toArray(String[]::new)).orFail();
    assertTrue(!client.exec("nix-store", "--delete", path).succeeded(), "the root keeps it");
    assertTrue(client.exec("test", "-x", path + "/bin/web").succeeded());
    client.exec("rm", "-r", allocation).orFail();
    client.exec("nix-store", "--delete", path).orFail();
  }

  @Test
  void aJobIsDueWhenTheTimerWas(Project project) {
    Desk desk = project.desk();
    List<ObjectNode> jobs = new ArrayList<>();
    for (String timer : TIMERS) {
      ObjectNode entry = project.entry("job", Kind.JOB, "1", "one").put("name", "t" + jobs.size());
      jobs.add(job(entry, timer));
    }
    desk.slipway().write("m.json", Documents.manifest(Instant.now(), jobs).toString());
    desk.run(0, "export", "nomad", "m.json", "--output", "timers");
    List<String> files = new ArrayList<>();
    for (int i = 0; i < TIMERS.size(); i++) {
      files.add("timers/t" + i + ".nomad.json");
    }
    JsonNode exported = together(desk, files);
    List<List<LocalDateTime>> wanted = systemdSays(project.developersMachine());
    assertEquals(TIMERS.size(), wanted.size());
    for (int i = 0; i < TIMERS.size(); i++) {
      String cron = exported.get(i).at("/Job/Periodic/Specs/0").asString();
      List<LocalDateTime> times = wanted.get(i);
      assertTrue(!times.isEmpty(), TIMERS.get(i));
      assertEquals(
          times, CronTimes.of(cron).after(START, times.size()), TIMERS.get(i) + " became " + cron);
    }
  }

  private static JsonNode together(Desk desk, List<String> files) {
    List<String> command =
        new ArrayList<>(List.of("sh", "-euc", "for f; do cat \"$f\"; echo ,; done", "sh"));
    command.addAll(files);
    String texts = said(desk, command.toArray(String[]::new));
    return JsonMapper.shared().readTree("[" + texts.substring(0, texts.lastIndexOf(',')) + "]");
  }

  /// For each timer, when it elapses next.
  private static List<List<LocalDateTime>> systemdSays(ThrowawayHost host) {
    String command =
        "TZ=UTC systemd-analyze calendar --iterations=12 --base-time='%s' -- \"$@\""
            .formatted(START.toString().replace('T', ' '));
    String said = host.shell(command, TIMERS.toArray(String[]::new)).orFail().out();
    return Stream.of(said.split("\n\n", -1))
        .map(timer ->
            ELAPSE
                .matcher(timer)
                .results()
                .map(found -> LocalDateTime.parse(found.group(1).replace(' ', 'T')))
                .toList())
        .toList();
  }

  private static ObjectNode hostile(ObjectNode entry) {
    entry.withObjectProperty("exec").put("user", "root").putArray("args").add(HOSTILE).add("");
    entry.withObjectProperty("env").put("HOSTILE", HOSTILE).put("EMPTY", "");
    entry.put("envFile", "/var/lib/slipway-secrets/a.env").put("revision", HOSTILE);
    entry.withObjectProperty("http").put("path", "/a").put("stripPath", true);
    entry.withObjectProperty("hardening").put("stateDirectory", "a-b/c");
    return entry;
  }

  private static ObjectNode job(ObjectNode entry, String timer) {
    entry.remove(List.of("http", "health"));
    entry.withObjectProperty("systemd").put("timer", timer).put("type", "oneshot");
    return entry;
  }

  /// What a command of the developer's prints, in the directory of the desk.
  private static String said(Desk desk, String... command) {
    List<String> there = new ArrayList<>(List.of("env", "-C", desk.slipway().directory()));
    there.addAll(List.of(command));
    return desk.project().developersMachine().developer(there).orFail().out();
  }

  private static JsonNode read(Desk desk, String... command) {
    return JsonMapper.shared().readTree(said(desk, command));
  }

  /// A set has no order: tasks stand by their names.
  private static JsonNode sorted(JsonNode job) {
    JsonNode copy = job.deepCopy();
    for (JsonNode group : copy.path("TaskGroups")) {
      List<JsonNode> tasks = new ArrayList<>(group.path("Tasks").valueStream().toList());
      tasks.sort(Comparator.comparing(task -> task.path("Name").asString()));
      ((ArrayNode) group.path("Tasks")).removeAll().addAll(tasks);
    }
    return copy;
  }
}
