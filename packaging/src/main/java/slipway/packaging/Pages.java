package slipway.packaging;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.AutoComplete;
import picocli.CommandLine;
import slipway.deployer.cli.Root;
import slipway.push.cli.CommandTree;
import slipway.push.cli.Tools;

/// Writes the manual page and the completions of a command into a directory as `/usr/share` is laid
/// out. Arguments: the command, the directory.
public final class Pages {
  private Pages() {}

  public static void main(String[] arguments) throws IOException {
    String name = arguments[0];
    Path share = Path.of(arguments[1]);
    CommandLine command = command(name);
    int section = name.equals("slipway-deployer") ? 8 : 1;
    write(
        share.resolve("man/man%d/%s.%d".formatted(section, name, section)),
        new ManPage(command, section).text());
    String bash = AutoComplete.bash(name, command);
    write(share.resolve("bash-completion/completions/" + name), bash);
    write(share.resolve("zsh/vendor-completions/_" + name), zsh(name, bash));
    write(share.resolve("fish/vendor_completions.d/" + name + ".fish"), new Fish(command).text());
  }

  /// @param name of one of our commands
  static CommandLine command(String name) {
    return switch (name) {
      case "slipway-deployer" -> deployer();
      case "slipway" -> pushTool();
      default ->
          throw new IllegalArgumentException(
              "there is no command \"" + name + "\"; wanted slipway-deployer or slipway");
    };
  }

  private static CommandLine deployer() {
    return new CommandLine(
        new Root(_ -> {
          throw new IllegalStateException("nothing is run here");
        }));
  }

  private static CommandLine pushTool() {
    Tools none =
        (Tools)
            Proxy.newProxyInstance(
                Tools.class.getClassLoader(),
                new Class<?>[] {Tools.class},
                (_, method, _) -> {
                  throw new IllegalStateException(method + ": nothing is run here");
                });
    return CommandTree.described(none);
  }

  /// zsh runs completions of bash, but knows no compopt.
  private static String zsh(String name, String bash) {
    return """
    #compdef %1$s
    autoload -Uz bashcompinit && bashcompinit
    compopt() { :; }
    %2$s
    _bash_complete -o default -F _complete_%1$s
    """
        .formatted(name, bash.strip());
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
