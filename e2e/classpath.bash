# shellcheck shell=bash
# Sourced by what starts a JVM with the tests on a host.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
repository=$(dirname "$here")

# copied_classpath DIR: the tests' class path, with everything that a build writes replaced by a copy in DIR.
copied_classpath() {
  local copy=$1 classpath='' entries entry i
  IFS=: read -ra entries < <(echo "$here/target/classes:$here/target/test-classes:$(<"$here/target/test.classpath")")
  for i in "${!entries[@]}"; do
    entry=${entries[i]}
    if [[ $entry == "$repository"/* ]]; then
      mkdir "$copy/$i"
      cp -a --reflink=auto "$entry" "$copy/$i/"
      entry=$copy/$i/${entry##*/}
    fi
    classpath+=${classpath:+:}$entry
  done
  echo "$classpath"
}
