# The daemons of `radosgw`, each known by a pid file and by the settings file on its command line; sourced by it with
# dir and here (what a command needs in front of it to run in the right network namespace) set.
# shellcheck shell=bash disable=SC2154

# daemon NAME CMD…: its pid goes to NAME.pid, its output to NAME.log
daemon() {
  local name=$1
  shift
  "${here[@]}" setsid "$@" -c "$dir/ceph.conf" -f </dev/null >"$dir/$name.log" 2>&1 &
  echo $! >"$dir/$name.pid"
  # Until it has become the daemon it cannot be told from its parent.
  for ((i = 0; i < 200; i++)); do
    ! is_ours "$name" || return 0
    sleep 0.01
  done
}

# await SECONDS NAME WHAT CMD…: until CMD succeeds; the daemon NAME has to live
await() {
  local deadline=$((SECONDS + $1)) name=$2 what=$3
  shift 3
  until "$@" >/dev/null 2>&1; do
    is_ours "$name" || fail "$name ended before $what" "$dir/$name.log"
    ((SECONDS <= deadline)) || fail "$name runs, but after its time limit it was not so that $what" "$dir/$name.log"
    sleep 0.05
  done
}

is_ours() {
  [[ -s $dir/$1.pid ]] && grep -qsF -- "$dir/ceph.conf" "/proc/$(<"$dir/$1.pid")/cmdline"
}

# Killed rather than asked: nothing here outlives its directory, so there is nothing to save.
end() {
  is_ours "$1" || return 0
  kill -KILL "$(<"$dir/$1.pid")" 2>/dev/null || true
  for ((i = 0; i < 100; i++)); do
    is_ours "$1" || return 0
    sleep 0.03
  done
  fail "$1 does not die"
}
