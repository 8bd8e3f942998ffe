package slipway.e2e.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
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
    client.exec("rm", "-rf", path);
    assertTrue(!client.exec("nix-store", "--check-validity", path).succeeded());
    client.exec(fetch.toArray(String[]::new)).orFail();
    assertTrue(!client.exec("nix-store", "--delete", path).succeeded(), "the root keeps it");
    assertTrue(client.exec("test", "-x", path + "/bin/web").succeeded());
    client.exec("rm", "-r", allocation).orFail();
    client.exec("nix-store", "--delete", path).orFail();
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
  private static JsonNode read(Desk desk, String... command) {
    List<String> there = new ArrayList<>(List.of("env", "-C", desk.slipway().directory()));
    there.addAll(List.of(command));
    return JsonMapper.shared()
        .readTree(desk.project().developersMachine().developer(there).orFail().out());
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
