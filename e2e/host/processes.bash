# The processes of a host; sourced by `host` with name and state set.
#
# One directory under each cgroup hierarchy holds every process of the host, so it is the one record of what runs that
# survives a `host` killed half way: nothing here trusts a pid file alone.
# shellcheck shell=bash disable=SC2154

cgroups() {
  if [[ -e /sys/fs/cgroup/cgroup.controllers ]]; then
    echo "/sys/fs/cgroup/slipway-$name"
  else
    printf '%s\n' "/sys/fs/cgroup/unified/slipway-$name" "/sys/fs/cgroup/systemd/slipway-$name"
  fi
}

processes() {
  local group
  for group in $(cgroups); do
    [[ -d $group ]] && find "$group" -name cgroup.procs -exec cat {} + 2>/dev/null
  done | sort -un
}

leader() {
  local pid=
  [[ -r $state/leader ]] && pid=$(<"$state/leader")
  if [[ -z $pid ]] || ! grep -qs "/slipway-$name/" "/proc/$pid/cgroup"; then
    [[ ! -d $state/disk/upper ]] || fail "it is off; \`host on $name\` boots it"
    fail "it does not run; \`host start $name\` boots it"
  fi
  echo "$pid"
}

runs() { (leader) >/dev/null 2>&1; }

# within SECONDS CMD…: until CMD succeeds
within() {
  local deadline=$((SECONDS + $1))
  shift
  until "$@"; do
    ((SECONDS <= deadline)) || return 1
    sleep 0.03
  done
}

nothing_runs() { [[ -z $(processes) ]]; }

kill_all() {
  local pid
  for pid in $(processes); do kill -KILL "$pid" 2>/dev/null || true; done
  within 10 nothing_runs || fail "processes $(processes | xargs) do not die"
}

power_off() {
  kill -s RTMIN+4 "$(leader)"
  within 30 nothing_runs || {
    echo "host $name: no clean poweroff within 30 s, killing it" >&2
    kill_all
  }
}
