package slipway.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A distribution of a program of two classes, with the launcher that both commands have.
class LauncherTest {
  private static final String PROGRAM =
      """
      import java.lang.management.ManagementFactory;
      class Program {
        public static void main(String[] words) {
          String cache = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
              .filter(argument -> argument.startsWith("-XX:AOTCache="))
              .map(argument -> argument.contains("-plain") ? " from the plain cache " : " from the cache ")
              .findFirst()
              .orElse(" ");
          System.out.println("%s" + cache + String.join("|", words));
        }
      }
      """;

  /// Ends well where there is a file `still` in its working directory.
  private static final String GLANCE =
      """
      class Glance {
        public static void main(String[] words) {
          boolean still = new java.io.File("still").exists();
          System.out.print(still ? "at a glance" : "");
          System.exit(still ? 0 : 100);
        }
      }
      """;

  @TempDir Path folder;

  private Path root;

  @BeforeEach
  void install() throws IOException {
    root = Files.createDirectories(folder.resolve("a distribution"));
    for (String name : List.of("libexec", "lib", "bin")) {
      Files.createDirectories(root.resolve(name));
    }
    try (Stream<Path> scripts = Files.list(Path.of("src/launcher/libexec"))) {
      for (Path script : scripts.toList()) {
        Files.copy(
            script,
            root.resolve("libexec").resolve(script.getFileName()),
            StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    Files.writeString(
        root.resolve("libexec/command"), "name=program main=Program rehearsal=Program flags=\n");
    Path command =
        Files.writeString(
            root.resolve("bin/program"),
            "#!/bin/sh\nset -eu\nroot='%s'\n. \"$root/libexec/launch\"\nlaunch \"$@\"\n"
                .formatted(root));
    Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void whatWasRehearsedIsReadFromTheCache() throws Exception {
    program("one", Instant.now());
    assertEquals("one a b|c", run("bin/program", "a b", "c"));
    assertEquals("", run("libexec/rehearse"));
    assertEquals("one from the cache a b|c", run("bin/program", "a b", "c"));
  }

  @Test
  void anUpgradeRunsTheNewCode() throws Exception {
    program("one", Instant.now());
    run("libexec/rehearse");
    assertEquals("one from the cache ", run("bin/program"));
    program("two", Instant.now().plusSeconds(2));
    assertEquals("two ", run("bin/program"));
  }

  @Test
  void aJavaBehindLinksIsThatJava() throws Exception {
    program("one", Instant.now());
    run("libexec/rehearse");
    Path jdk = Path.of(System.getProperty("java.home"));
    Path byFolder = Files.createDirectories(folder.resolve("by folder"));
    Files.createSymbolicLink(byFolder.resolve("bin"), jdk.resolve("bin"));
    assertEquals("one from the cache ", run(byFolder, "bin/program"));
    Path byFile = folder.resolve("by file");
    Files.createSymbolicLink(
        Files.createDirectories(byFile.resolve("bin")).resolve("java"), jdk.resolve("bin/java"));
    Files.createDirectory(byFile.resolve("release"));
    assertEquals("one from the cache ", run(byFile, "bin/program"));
  }

  @Test
  void theCacheOfAnotherJavaIsNotUsed() throws Exception {
    program("one", Instant.now());
    run("libexec/rehearse");
    Files.writeString(root.resolve("lib/program.aot.release"), "JAVA_VERSION=\"26\"\n");
    assertEquals("one ", run("bin/program"));
  }

  @Test
  void plainWordsHaveACacheOfTheirOwn() throws Exception {
    Files.writeString(
        root.resolve("libexec/command"),
        "name=program main=Program rehearsal=Program flags=\nplain='cache push' plain_rehearsal=Glance\n");
    program("one", Instant.now());
    assertEquals("one cache|push|a", run("bin/program", "cache", "push", "a"));
    run("libexec/rehearse");
    assertEquals("one from the plain cache cache|push|a", run("bin/program", "cache", "push", "a"));
    for (String[] words :
        new String[][] {
          {"cache", "push"}, {"cache", "push", "a", "--json"}, {"--json", "cache", "push", "a"}
        }) {
      assertEquals("one from the cache " + String.join("|", words), run("bin/program", words));
    }
  }

  @Test
  void aCommandWithAGlanceStartsOnlyWhereThatDoesNotDo() throws Exception {
    Path files = folder.resolve("files");
    Files.writeString(
        root.resolve("libexec/command"),
        "name=program main=Program rehearsal=Program flags=\nglance=Glance glance_rehearsal=Glance glance_word=sync glance_files='%s'\n"
            .formatted(files));
    program("one", Instant.now());
    Files.createFile(folder.resolve("still"));
    assertEquals("one sync", run("bin/program", "sync"), "nothing is rehearsed yet");
    run("libexec/rehearse");
    assertEquals("one from the cache sync", run("bin/program", "sync"), "nobody left a file");
    Files.createDirectory(files);
    assertEquals("at a glance", run("bin/program", "sync"));
    assertEquals("one from the cache status", run("bin/program", "status"));
    Files.delete(folder.resolve("still"));
    assertEquals("one from the cache sync", run("bin/program", "sync"));
  }

  /// Why a cache never outlives its jars: whether a JVM looks at them depends on what the cache
  /// holds. Where this fails, it has learnt to look.
  @Test
  void aJvmRunsTheOldCodeOfJarsThatWereReplaced() throws Exception {
    program("one", Instant.now());
    run("libexec/rehearse");
    program("two", Instant.now().plusSeconds(2));
    Files.setLastModifiedTime(
        root.resolve("lib/program.aot"), FileTime.from(Instant.now().plusSeconds(4)));
    assertEquals("one from the cache ", run("bin/program"));
  }

  @Test
  void anImageUnpackedOverAnEarlierOneRunsItsOwnJars() throws Exception {
    program("one", Instant.now());
    Files.move(root.resolve("lib/program.jar"), root.resolve("lib/earlier.jar"));
    program("two", Instant.now());
    assertEquals("one ", run("bin/program"));
    Files.writeString(root.resolve("libexec/jars"), "classpath=$root/lib/program.jar:\n");
    assertEquals("two ", run("bin/program"));
  }

  private void program(String says, Instant built) throws IOException {
    Path source =
        Files.writeString(folder.resolve("Program.java"), PROGRAM.replaceFirst("%s", says));
    Path glance = Files.writeString(folder.resolve("Glance.java"), GLANCE);
    assertEquals(
        0,
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", folder.toString(), source.toString(), glance.toString()));
    Path jar = root.resolve("lib/program.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(file)) {
      for (String name : List.of("Program.class", "Glance.class")) {
        entries.putNextEntry(new JarEntry(name));
        entries.write(Files.readAllBytes(folder.resolve(name)));
      }
    }
    Files.setLastModifiedTime(jar, FileTime.from(built));
  }

  private String run(String command, String... words) throws Exception {
    return run(Path.of(System.getProperty("java.home")), command, words);
  }

  private String run(Path javaHome, String command, String... words) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
                Stream.concat(Stream.of(root.resolve(command).toString()), Stream.of(words))
                    .toList())
            .directory(folder.toFile())
            .redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", javaHome.toString());
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertTrue(process.waitFor() == 0, said);
    return said.replaceAll("\\R$", "");
  }
}
