package slipway.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/// Of the real commands.
class PagesTest {
  @TempDir Path share;

  @ParameterizedTest
  @ValueSource(strings = {"slipway", "slipway-deployer"})
  void theManualHasEveryCommandAndEveryOption(String name) {
    CommandLine command = Pages.command(name);
    String page = new ManPage(command, 1).text();
    Commands.all(command)
        .forEach(sub -> {
          assertTrue(page.contains("\n.SS " + Commands.words(sub) + "\n"), page);
          Commands.ownOptions(sub, command)
              .forEach(option ->
                  assertTrue(
                      page.contains("\n\\fB" + dashes(String.join(", ", option.names()))),
                      () -> option + " is missing in\n" + page));
        });
  }

  @Test
  void textIsNeverARequestOfRoff() {
    Roff page = new Roff();
    page.paragraph(".so /etc/passwd");
    page.verbatim("'quoted\n  a \\ and \"-n\"");
    assertEquals(
        """
        .PP
        \\&.so /etc/passwd
        .PP
        .nf
        \\&'quoted
          a \\e and \\(dq\\-n\\(dq
        .fi
        """,
        page.toString());
  }

  @Test
  void bashCompletesCommandsAndTheirOptions() throws Exception {
    Pages.main(new String[] {"slipway", share.toString()});
    assertEquals(List.of("push"), completed("slipway", "pu"));
    assertEquals(List.of("--wait"), completed("slipway", "push", "--wa"));
  }

  @Test
  void fishKnowsCommandsAndTheirOptions() {
    List<String> lines = new Fish(Pages.command("slipway")).text().lines().toList();
    assertTrue(
        lines.contains(
            "complete -c slipway -f -n '__fish_use_subcommand' -a push"
                + " -d 'Uploads a closure and makes a service run it'"));
    assertTrue(
        lines.stream()
            .anyMatch(line ->
                line.startsWith(
                    "complete -c slipway -n '__fish_seen_subcommand_from push' -l timeout -r")),
        () -> String.join("\n", lines));
  }

  /// What bash would offer for the last word.
  private List<String> completed(String... words) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "bash",
                "-c",
                """
                . "$1"
                compopt() { :; } # works inside of a completion only
                shift
                COMP_WORDS=("$@")
                COMP_CWORD=$(($# - 1))
                _complete_slipway
                printf '%s\\n' "${COMPREPLY[@]}"
                """,
                "bash",
                share.resolve("bash-completion/completions/slipway").toString()));
    command.addAll(List.of(words));
    Process bash = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(bash.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, bash.waitFor(), said);
    return said.lines().map(String::strip).toList();
  }

  private static String dashes(String text) {
    return text.replace("-", "\\-");
  }
}
