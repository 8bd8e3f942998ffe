# Connections from one host to a port of another; sourced by `host` with name, state and netns set, after processes.bash.
#
# The listening socket is made in the network namespace of the one, the program that accepts from it runs in that of the
# other: no network has to join the two. It belongs to no boot of the host, so it has control groups of its own.
# shellcheck shell=bash disable=SC2154

# No host's name has a dot.
forwards() { cgroups | sed 's|/slipway-\([^/]*\)$|/slipway.forwards.\1|'; }

# forward PORT OTHER
forward() {
  local port=$1 other=/run/netns/slipway-$2 group
  [[ -e $other ]] || fail "cannot forward port $port to $2, which there is not; \`host start $2\` makes it"
  for group in $(forwards); do mkdir -p "$group"; done
  (
    for group in $(forwards); do echo "$BASHPID" >"$group/cgroup.procs"; done
    exec setsid nsenter --net="/run/netns/$netns" -- systemd-socket-activate --listen="127.0.0.1:$port" \
      nsenter --net="$other" -- /lib/systemd/systemd-socket-proxyd "127.0.0.1:$port"
  ) </dev/null >"$state/forward-$port.log" 2>&1 9>&- &
  within 5 listens "$port" || fail "cannot forward port $port to $2: $(tail -n 1 "$state/forward-$port.log")"
}

listens() { [[ -n $(nsenter --net="/run/netns/$netns" -- ss -Hltn "src 127.0.0.1:$1") ]]; }

end_forwards() {
  local group pid
  for group in $(forwards); do
    [[ -d $group ]] || continue
    while read -r pid; do kill -KILL "$pid" 2>/dev/null || true; done <"$group/cgroup.procs"
    within 5 is_empty "$group" || fail "a forward of it does not end"
  done
}

is_empty() { [[ -z $(<"$1/cgroup.procs") ]]; }
