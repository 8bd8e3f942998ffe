package slipway.deployer.health;

/// A process that has a listening socket open.
///
/// @param controlGroup as systemd names it, `/system.slice/web.service`
record Holder(int pid, String command, String controlGroup) {
  boolean isIn(String group) {
    return !group.isEmpty() && (controlGroup.equals(group) || controlGroup.startsWith(group + "/"));
  }

  /// For messages: `pid 123 (busybox, in sshd.service)`.
  @Override
  public String toString() {
    String unit = controlGroup.substring(controlGroup.lastIndexOf('/') + 1);
    return "pid " + pid + " (" + command + (unit.isEmpty() ? ")" : ", in " + unit + ")");
  }
}
