# What a host is made of and how it boots; sourced by `host` with name, state, netns, java and here set.
# shellcheck shell=bash disable=SC2034,SC2154

path_inside=/opt/slipway/deployer/bin:/opt/slipway/push/bin:/opt/jdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin

# Precedes a command inside to give it the developer's view.
developer_view=(env HOME=/home/developer NIX_REMOTE=local NIX_CONFIG='extra-experimental-features = flakes'
  unshare -m sh -ec '
    mkdir -p /home/developer/nix/var/nix /home/developer/nix/store
    mount --bind /home/developer/nix /nix
    exec "$@"' developer)

fail() {
  echo "host ${name:-}: $*" >&2
  exit 1
}

# `ip netns exec` gives its command mounts and a /sys of its own; what is mounted there is lost with it.
outside_only() {
  [[ -d $(dirname "$(cgroups | tail -n 1)") ]] ||
    fail "cannot $1 under \`ip netns exec\`, which hides this machine's mounts; use \`host join\` in its place"
}

lock() {
  mkdir -p /run/lock /run/slipway-e2e
  exec 9>"/run/lock/slipway-e2e-$name"
  flock -w 120 9 || fail "another start, reboot or stop of it has run for two minutes"
}

unmount() { ! mountpoint -q "$1" || umount "$1" 2>/dev/null; }

remove() {
  kill_all
  end_forwards
  local group dir
  for dir in root disk; do within 5 unmount "$state/$dir" || fail "$state/$dir is in use"; done
  for group in $(cgroups) $(forwards); do
    [[ ! -d $group ]] || find "$group" -depth -type d -exec rmdir {} +
  done
  [[ ! -e /run/netns/$netns ]] || ip netns delete "$netns"
  rm -rf --one-file-system "$state"
}

create() {
  local rootfs
  rootfs=$("$here/rootfs") || fail "there is no root file system to boot from"
  mkdir -p "$state/root" "$state/disk"
  mount -t tmpfs -o "size=${SLIPWAY_HOST_DISK:-4G},mode=0755" "slipway-$name" "$state/disk"
  mkdir "$state/disk/upper" "$state/disk/work"
  mount -t overlay -o "lowerdir=$rootfs,upperdir=$state/disk/upper,workdir=$state/disk/work" "slipway-$name" \
    "$state/root"
  echo "$name" >"$state/root/etc/hostname"
  echo "127.0.1.1 $name" >>"$state/root/etc/hosts"
  ip netns add "$netns"
  ip -n "$netns" link set lo up
  # With 127.0.0.1 alone Nix takes itself for offline and no longer retries.
  ip -n "$netns" address add 192.0.2.1/32 dev lo
  printf '%s\n' "$@" >"$state/binds"
  [[ -n $java ]] || return 0
  echo "--bind-ro=$("$here/jdk25"):/opt/jdk" >>"$state/binds"
  # Debian's own JDK keeps its settings in /etc.
  if [[ -d /etc/java-25-openjdk ]]; then echo --bind-ro=/etc/java-25-openjdk >>"$state/binds"; fi
}

boot() {
  local nspawn group binds
  mapfile -t binds < <(grep . "$state/binds")
  rm -f "$state/leader"
  # Where this machine has no systemd of its own, nspawn still wants to pass mounts through a /run/systemd.
  mkdir -p /run/systemd
  [[ -d /run/systemd/system ]] || mountpoint -q /run/systemd || mount -t tmpfs tmpfs /run/systemd
  for group in $(cgroups); do mkdir -p "$group"; done
  (
    for group in $(cgroups); do echo "$BASHPID" >"$group/cgroup.procs"; done
    SYSTEMD_NSPAWN_UNIFIED_HIERARCHY=1 exec setsid systemd-nspawn -q -D "$state/root" -M "$name" --register=no \
      --keep-unit --network-namespace-path="/run/netns/$netns" --resolv-conf=off --timezone=off --link-journal=no \
      --console=read-only "${binds[@]}" --boot
  ) </dev/null >"$state/console.log" 2>&1 9>&- &
  nspawn=$!
  if ! within 20 has_started "$nspawn" || [[ ! -e $state/leader ]]; then
    tail -n 15 "$state/console.log" >&2
    fail "it did not boot; the end of its console stands above"
  fi
  local how
  how=$(timeout 60 nsenter -t "$(<"$state/leader")" -m -p -u -i -n -C -r -w -- systemctl is-system-running --wait) || true
  case $how in
    running) ;;
    degraded) echo "host $name: is up, with failed units: $(failed_units)" >&2 ;;
    *) fail "is '${how:-silent}' after 60 s, wanted 'running'; see $state/console.log" ;;
  esac
}

# True when the leader answers on its private socket (its pid is then recorded) or when nspawn is gone.
has_started() {
  [[ -d /proc/$1 ]] || return 0
  local leader
  leader=$(cat "/proc/$1/task/"*/children 2>/dev/null | awk '{print $1; exit}')
  [[ -n $leader && -S /proc/$leader/root/run/systemd/private ]] || return 1
  echo "$leader" >"$state/leader"
}

failed_units() {
  nsenter -t "$(<"$state/leader")" -m -p -u -i -n -C -r -w -- systemctl list-units --failed --plain --no-legend |
    awk '{print $1}' | xargs
}
