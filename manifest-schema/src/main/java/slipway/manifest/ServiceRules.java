package slipway.manifest;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The rules between the fields of one service. What is missing or of the wrong type is the
/// schema's to tell; here it counts as absent.
final class ServiceRules {
  private static final Pattern PROFILE_LINK = Pattern.compile(".*-[0-9]+-link");
  private static final Pattern BYTES = Pattern.compile("(?<count>[0-9]{1,18})(?<unit>[KMGT]?)");

  /// What systemd reads as no limit. It ignores a line with more, and the service would run without
  /// the limit that was asked for.
  private static final BigInteger NO_LIMIT = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);

  private final Node service;
  private final List<Problem> problems = new ArrayList<>();

  private ServiceRules(Node service) {
    this.service = service;
  }

  static List<Problem> problems(Node service) {
    ServiceRules rules = new ServiceRules(service);
    rules.nameIsNoProfileLink();
    rules.commandsLieInTheClosure();
    rules.accountIsClear();
    rules.jobHasNoListener();
    rules.jobIsNotAsked();
    rules.restartFitsTheType();
    rules.memoryIsCountable();
    rules.healthHasAPort();
    rules.blueGreenIsClear();
    rules.socketIsClear();
    return rules.problems;
  }

  /// Nix names the generations of the profile `web` `web-1-link`, `web-2-link`, beside it.
  private void nameIsNoProfileLink() {
    Node name = service.at("name");
    if (PROFILE_LINK.matcher(name.text("")).matches()) {
      refuse(
          name,
          "found %s, which ends as the links of a Nix profile do, wanted another end than -<number>-link"
              .formatted(Quoted.of(name.text(""))));
    }
  }

  private void commandsLieInTheClosure() {
    Optional<String> closure = service.at("artifact").at("storePath").text();
    for (String section : List.of("exec", "health")) {
      Node command = service.at(section).at("command");
      String path = command.text("");
      if (path.startsWith("/") && closure.isPresent()) {
        String root = closure.get();
        if (!path.equals(root) && !path.startsWith(root + "/")) {
          refuse(
              command,
              "found %s, wanted a path inside %s".formatted(Quoted.of(path), Quoted.of(root)));
        }
      }
    }
  }

  /// systemd would let a dynamic user take the name of an account, and would run a service with
  /// neither as root; both are said out loud here or not done.
  private void accountIsClear() {
    Node user = service.at("exec").at("user");
    Node group = service.at("exec").at("group");
    Node dynamic = service.at("hardening").at("dynamicUser");
    if (group.isPresent() && !user.isPresent()) {
      refuse(group, "found a group without a user, wanted exec.user beside it");
    }
    if (dynamic.flag(false) && user.isPresent()) {
      refuse(dynamic, "found true although exec.user names an account, wanted one of the two");
    }
    if (!dynamic.flag(true) && !user.isPresent()) {
      refuse(
          dynamic,
          "found false without an account, which would run as root; wanted exec.user (\"root\" where that is meant)");
    }
  }

  private void jobHasNoListener() {
    Node type = service.at("systemd").at("type");
    boolean timer = isTimer();
    if (timer && type.text("").equals("notify")) {
      refuse(type, "found \"notify\" with a timer, wanted \"oneshot\" or \"simple\" for a job");
    }
    if (endsByItself() && service.at("http").isPresent()) {
      refuse(
          service.at("http"),
          "found a route to a %s, wanted a service that stays up"
              .formatted(
                  timer
                      ? "job that a timer starts"
                      : "oneshot service, which has ended when it is started"));
    }
  }

  /// Hosts judge such a service by how it ended, and would never look at these.
  private void jobIsNotAsked() {
    if (!endsByItself()) {
      return;
    }
    for (String question : List.of("path", "port", "command")) {
      Node asked = service.at("health").at(question);
      if (asked.isPresent()) {
        refuse(
            asked,
            "found a question to a %s, wanted none: it is judged by how it ends"
                .formatted(isTimer() ? "job that a timer starts" : "oneshot service"));
      }
    }
  }

  private void restartFitsTheType() {
    Node restart = service.at("systemd").at("restart");
    if (!Set.of("always", "on-success").contains(restart.text(""))) {
      return;
    }
    if (endsByItself()) {
      refuse(
          restart,
          "found %s for a job that ends by itself, wanted \"no\" or \"on-failure\""
              .formatted(Quoted.of(restart.text(""))));
    }
  }

  private void memoryIsCountable() {
    Node memory = service.at("systemd").at("memoryMax");
    Matcher bytes = BYTES.matcher(memory.text(""));
    if (!bytes.matches()) {
      return;
    }
    int shift = 10 * " KMGT".indexOf(bytes.group("unit").isEmpty() ? " " : bytes.group("unit"));
    if (new BigInteger(bytes.group("count")).shiftLeft(shift).compareTo(NO_LIMIT) >= 0) {
      refuse(
          memory,
          "found %s, wanted at most 16777215T, or \"infinity\" for no limit"
              .formatted(Quoted.of(memory.text(""))));
    }
  }

  private void healthHasAPort() {
    Node health = service.at("health");
    if (!endsByItself()
        && health.at("path").isPresent()
        && !health.at("port").isPresent()
        && !service.at("http").isPresent()) {
      refuse(
          health.at("path"),
          "found a path without a port, wanted health.port or http.internalPort");
    }
  }

  private void blueGreenIsClear() {
    Node http = service.at("http");
    Node standby = http.at("standbyPort");
    if (!standby.isPresent()) {
      return;
    }
    if (Objects.equals(standby.numberOrNull(), http.at("internalPort").numberOrNull())) {
      refuse(standby, "found the internalPort again, wanted a second port");
    }
    Node port = service.at("health").at("port");
    if (port.isPresent()) {
      refuse(
          port,
          "found a fixed port for a blue-green service, wanted none: each instance is asked on its own");
    }
    String portEnv = http.at("portEnv").text(Http.DEFAULT_PORT_ENV);
    Node variable = service.at("env").at(portEnv);
    if (variable.isPresent()) {
      refuse(
          variable, "found a fixed value, wanted none: the host gives each instance its own port");
    }
  }

  private void socketIsClear() {
    Node systemd = service.at("systemd");
    Node socket = systemd.at("socket");
    if (!socket.flag(false)) {
      return;
    }
    if (endsByItself()) {
      refuse(
          socket,
          "found true for a %s, wanted a service that stays up"
              .formatted(isTimer() ? "job that a timer starts" : "oneshot service"));
    } else if (!service.at("http").isPresent()) {
      refuse(socket, "found true without http, wanted http.internalPort for systemd to listen on");
    }
    if (service.at("http").at("standbyPort").isPresent()) {
      refuse(socket, "found true beside http.standbyPort, wanted one of the two");
    }
    Node restart = systemd.at("restart");
    if (restart.isPresent() && !restart.text("always").equals("always")) {
      refuse(
          restart,
          "found %s for a service with a socket, which the next visitor starts again in any case; wanted \"always\" or none"
              .formatted(Quoted.of(restart.text(""))));
    }
    // No start limit ends a crash loop of such a service, so its pace has to be bearable.
    Node restartSec = systemd.at("restartSec");
    if (restartSec.isPresent() && restartSec.number(1) == 0) {
      refuse(restartSec, "found 0 for a service with a socket, wanted at least 1");
    }
  }

  private boolean isTimer() {
    return service.at("systemd").at("timer").isPresent();
  }

  private boolean endsByItself() {
    return isTimer() || service.at("systemd").at("type").text("").equals("oneshot");
  }

  private void refuse(Node node, String message) {
    problems.add(node.problem(message));
  }
}
