package slipway.e2e.host;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The deployer as it is shipped, on a host.
///
/// @param settings its settings file
/// @param credentials the AWS credentials file it is pointed at; both paths as the host sees them
public record Deployer(ThrowawayHost host, String settings, String credentials) {
  private static final String PROGRAM = "/opt/slipway/deployer/bin/slipway-deployer";
  private static final String SHIPPED_UNIT =
      "/opt/slipway/deployer/systemd/slipway-deployer.service";
  private static final String UNITS = "/etc/systemd/system/";
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /// The settings file and the credentials file of a host with one deployer.
  public static Deployer on(ThrowawayHost host) {
    return new Deployer(host, "/etc/slipway/deployer.json", "/etc/slipway/credentials");
  }

  /// `slipway-deployer ARGUMENTS…` with the settings file.
  public Output run(String... arguments) {
    return runWith(List.of(), arguments);
  }

  /// The same in an environment with these variables.
  ///
  /// @param variables `NAME=value` each
  public Output runWith(List<String> variables, String... arguments) {
    return host.exec(command(variables, arguments).toArray(String[]::new));
  }

  /// The same, begun; see [ThrowawayHost#begin].
  public Process begin(Path err, String... arguments) {
    return host.begin(err, command(List.of(), arguments));
  }

  /// What runs it on the host, with these variables.
  public List<String> command(List<String> variables, String... arguments) {
    List<String> command = new ArrayList<>(List.of("env"));
    command.addAll(variables);
    command.addAll(
        List.of("AWS_SHARED_CREDENTIALS_FILE=" + credentials, PROGRAM, "--config", settings));
    command.addAll(List.of(arguments));
    return command;
  }

  /// One pass.
  public Output sync() {
    return run("sync");
  }

  /// Starts the daemon by the unit that is shipped, sandbox and all, and returns when it has said
  /// that it is ready.
  ///
  /// @param unit such as `slipway-deployer.service`
  /// @param namespace of the settings
  public void startDaemon(String unit, String namespace) {
    installDaemon(unit, namespace);
    host.exec("systemctl", "start", unit).orFail();
  }

  /// The same, and at every boot from now on.
  public void enableDaemon(String unit, String namespace) {
    installDaemon(unit, namespace);
    host.exec("systemctl", "enable", "--now", unit).orFail();
  }

  private void installDaemon(String unit, String namespace) {
    host.exec("cp", SHIPPED_UNIT, UNITS + unit).orFail();
    host.write(
        UNITS + unit + ".d/test.conf",
        """
        [Service]
        ExecStart=
        ExecStart=%s --config %s run
        LoadCredential=
        LoadCredential=aws:%s
        StateDirectory=
        StateDirectory=%s-deployer
        Environment=JAVA_HOME=/opt/jdk
        """
            .formatted(PROGRAM, settings, credentials, namespace));
    host.exec("systemctl", "daemon-reload").orFail();
  }

  /// Stops and removes what [#startDaemon] or [#enableDaemon] started; fine where there is none.
  public void stopDaemon(String unit) {
    host.exec("systemctl", "disable", "--now", unit);
    host.exec("rm", "-rf", UNITS + unit, UNITS + unit + ".d").orFail();
    host.exec("systemctl", "daemon-reload").orFail();
  }

  /// Has `slipway-deployer boot` run at every boot from now on.
  public void enableBoot(String unit) {
    install(
        unit,
        """
        [Service]
        Type=oneshot
        RemainAfterExit=yes
        ExecStart=%s --config %s boot
        """
            .formatted(PROGRAM, settings),
        "[Install]\nWantedBy=multi-user.target\n");
    host.exec("systemctl", "enable", unit).orFail();
  }

  /// Undoes [#enableBoot].
  public void disableBoot(String unit) {
    stopDaemon(unit);
  }

  /// Waits until the unit has written a line with `text` to the journal since it was started.
  public void awaitLog(String unit, String text) {
    Await.until(
        unit + " logs \"" + text + "\"",
        LIMIT,
        () -> host.exec("journalctl", "-q", "-u", unit, "-o", "cat").out().contains(text));
  }

  private void install(String unit, String service, String install) {
    host.write(
        UNITS + unit,
        """
        [Unit]
        Description=%s
        After=dbus.service caddy.service

        %sEnvironment=JAVA_HOME=/opt/jdk
        Environment=AWS_SHARED_CREDENTIALS_FILE=%s

        %s\
        """
            .formatted(unit, service, credentials, install));
    host.exec("systemctl", "daemon-reload").orFail();
  }
}
