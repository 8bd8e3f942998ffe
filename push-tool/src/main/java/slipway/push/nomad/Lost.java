package slipway.push.nomad;

import java.util.List;
import java.util.Set;
import slipway.manifest.Deploy;
import slipway.manifest.Exec;
import slipway.manifest.Hardening;
import slipway.manifest.Service;
import slipway.manifest.Systemd;

/// Tells of fields that Nomad has no counterpart of at all.
final class Lost {
  /// What the driver exec allows where a client does not say otherwise.
  private static final Set<String> ALLOWED =
      Set.of(
          "CAP_AUDIT_WRITE",
          "CAP_CHOWN",
          "CAP_DAC_OVERRIDE",
          "CAP_FOWNER",
          "CAP_FSETID",
          "CAP_KILL",
          "CAP_MKNOD",
          "CAP_NET_BIND_SERVICE",
          "CAP_SETFCAP",
          "CAP_SETGID",
          "CAP_SETPCAP",
          "CAP_SETUID",
          "CAP_SYS_CHROOT");

  private static final int MAX_KILL_SECONDS = 30;

  private Lost() {}

  static void tell(Service service, Warnings warnings) {
    closure(service, warnings);
    account(service.exec(), warnings);
    units(service.systemd(), warnings);
    restart(service, warnings);
    kind(service, warnings);
    limits(service, warnings);
    sandbox(service, warnings);
    deploy(service, warnings);
  }

  private static void closure(Service service, Warnings warnings) {
    warnings.add(
        "artifact.storePath",
        "clients need host_volume \"nix-store\" { path = \"/nix/store\" read_only = true }, the plugin"
            + " raw_exec, and the cache among Nix's substituters with its key trusted");
    if (!Shape.isBatch(service)) {
      warnings.add(
          "health.timeoutSec",
          "the time that a closure takes to arrive counts, too: fetch it beforehand, or raise"
              + " HealthyDeadline");
    }
  }

  private static void account(Exec exec, Warnings warnings) {
    if (exec.user() == null) {
      warnings.add(
          "exec.user",
          "is not set: instead of an account of its own the task gets nobody, which other tasks have,"
              + " too");
    }
    if (exec.group() != null) {
      warnings.add(
          "exec.group", exec.group() + " is not taken: a task runs in its user's own group");
    }
  }

  private static void units(Systemd systemd, Warnings warnings) {
    units("systemd.after", systemd.after(), "does not wait for", warnings);
    units("systemd.requires", systemd.requires(), "does not need", warnings);
    units("systemd.wants", systemd.wants(), "does not start", warnings);
    if (systemd.socket()) {
      warnings.add(
          "systemd.socket",
          "nobody holds the port: the service has to listen by itself, and refuses visitors while it"
              + " is replaced");
    }
  }

  private static void units(String field, List<String> units, String not, Warnings warnings) {
    if (!units.isEmpty()) {
      warnings.add(field, "Nomad " + not + " " + String.join(", ", units));
    }
  }

  private static void restart(Service service, Warnings warnings) {
    Systemd.Restart restart = service.systemd().restart();
    boolean batch = Shape.isBatch(service);
    Set<Systemd.Restart> same =
        batch
            ? Set.of(Systemd.Restart.NO, Systemd.Restart.ON_FAILURE)
            : Set.of(Systemd.Restart.NO, Systemd.Restart.ALWAYS);
    if (!same.contains(restart)) {
      warnings.add(
          "systemd.restart",
          "%s: Nomad starts it again %s"
              .formatted(restart.text(), batch ? "after every failure" : "however it ended"));
    }
  }

  private static void kind(Service service, Warnings warnings) {
    switch (service.systemd().type()) {
      case SIMPLE -> {}
      case EXEC ->
          warnings.add("systemd.type", "exec: every task of Nomad's counts as started like that");
      case NOTIFY ->
          warnings.add(
              "systemd.type",
              "notify: Nomad does not hear that the program is ready; a health check has to tell");
      case ONESHOT -> {
        if (!service.isTimerJob()) {
          warnings.add(
              "systemd.type",
              "oneshot: the job runs once for each version of it, and not after a reboot");
          warnings.add(
              "health.timeoutSec",
              "nothing ends a run after " + service.health().timeoutSec() + " s");
        }
      }
    }
  }

  private static void limits(Service service, Warnings warnings) {
    Systemd systemd = service.systemd();
    if (systemd.tasksMax() != null) {
      warnings.add("systemd.tasksMax", "nothing limits the task to " + systemd.tasksMax());
    }
    if (TaskBlock.killTimeout(service) > MAX_KILL_SECONDS) {
      warnings.add(
          "systemd.stopTimeoutSec",
          "%d s%s are cut to the client's max_kill_timeout, which is 30 s unless set"
              .formatted(
                  TaskBlock.killTimeout(service),
                  systemd.stopTimeoutSec() == null ? ", systemd's default," : ""));
    }
  }

  private static void sandbox(Service service, Warnings warnings) {
    Hardening hardening = service.hardening();
    if (!hardening.privateTmp()) {
      warnings.add("hardening.privateTmp", "false: a task has a /tmp of its own all the same");
    }
    warnings.add(
        "hardening.protectSystem",
        "%s: the task sees a chroot with the client's chroot_env in it, which its files' permissions"
                .formatted(hardening.protectSystem().text())
            + " alone protect");
    if (hardening.protectHome() != Hardening.ProtectHome.YES) {
      warnings.add(
          "hardening.protectHome",
          hardening.protectHome().text() + ": home directories are not in a task's chroot");
    }
    if (hardening.noNewPrivileges()) {
      warnings.add(
          "hardening.noNewPrivileges", "true: programs with set-user-ID bits work inside the task");
    }
    List<String> more =
        hardening.capabilities().stream().filter(one -> !ALLOWED.contains(one)).toList();
    if (!more.isEmpty()) {
      warnings.add(
          "hardening.capabilities",
          String.join(", ", more) + ": clients have to name it in allow_caps of the plugin exec");
    }
    if ("root".equals(service.exec().user())) {
      warnings.add("hardening.capabilities", "the driver exec leaves nearly all of them to root");
    }
  }

  private static void deploy(Service service, Warnings warnings) {
    Deploy deploy = service.deploy();
    warnings.add(
        "deploy.keep",
        "%d: Nomad keeps as many versions of every job as its servers' job_tracked_versions says"
            .formatted(deploy.keep()));
    if (Shape.isBatch(service) && deploy.autoRollback()) {
      warnings.add("deploy.autoRollback", "a run that fails does not bring the job before back");
    }
  }
}
