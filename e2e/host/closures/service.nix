# A service of four store paths, built without nixpkgs and without a network:
#   busybox <- tools <- SERVICE-site-VERSION <- SERVICE-VERSION, which holds bin/SERVICE and bin/not-root.
{
  service,
  version,
  kind,
  body,
  padMebibytes,
}:
let
  source = builtins.path {
    name = "busybox";
    path = "/usr";
    filter = path: _: path == "/usr/bin" || path == "/usr/bin/busybox";
  };
  busybox = "${source}/bin/busybox";

  build =
    name: script: environment:
    derivation (
      {
        inherit name;
        system = builtins.currentSystem;
        builder = busybox;
        args = [
          "sh"
          "-euc"
          script
        ];
        PATH = if name == "tools" then "" else "${tools}/bin";
      }
      // environment
    );

  tools = build "tools" ''
    ${busybox} mkdir -p $out/bin
    for applet in $(${busybox} --list); do ${busybox} ln -s ${busybox} $out/bin/$applet; done
  '' { };

  site = build "${service}-site-${version}" ''
    mkdir -p $out/cgi-bin
    printf '%s\n' "$body" >$out/index.html
    echo ok >$out/health
    # What only the process itself knows: its environment, its user, its privileges.
    page() {
      printf '#!%s\nprintf "Content-Type: text/plain\\r\\n\\r\\n"\n%s\n' ${tools}/bin/sh "$2" >$out/cgi-bin/$1
      chmod +x $out/cgi-bin/$1
    }
    if [ $kind = env ]; then
      page env "${tools}/bin/tr '\\0' '\\n' </proc/\$PPID/environ"
      page id ${tools}/bin/id
      page status "${tools}/bin/cat /proc/\$PPID/status"
    else
      rmdir $out/cgi-bin
    fi
    if [ $padMebibytes != 0 ]; then head -c ''${padMebibytes}m /dev/urandom >$out/padding; fi
  '' { inherit kind body padMebibytes; };

  # Put there by `closure`; only these kinds ask for it.
  program = builtins.path {
    name = "server";
    path = "/usr/local/lib/slipway-e2e-server";
  };
  server = way: ''exec ${program} "${body}" ${way}'';

  web = ''exec ${tools}/bin/httpd -f -p "127.0.0.1:''${PORT:?}" -h ${site}'';
  run = {
    inherit web;
    env = ''
      export ARGUMENTS="$(printf '<%s>' "$@")"
      ${web}'';
    crash = ''
      echo "${service} ${version} cannot start" >&2
      exit 1'';
    unhealthy = ''
      if [ "''${1:-}" = answer ]; then
        while read -r line && [ "''${#line}" -gt 1 ]; do :; done
        printf 'HTTP/1.0 500 Internal Server Error\r\nContent-Length: 7\r\n\r\nbroken\n'
      else
        exec ${tools}/bin/nc -ll -p "''${PORT:?}" -e "$0" answer
      fi'';
    hang = ''exec ${tools}/bin/sleep 86400'';
    stubborn = ''
      trap "" TERM
      ${web}'';
    fragile = ''
      if [ -e "/run/slipway-fragile-''${PORT:?}" ]; then exit 1; fi
      ${web}'';
    server = server "";
    server-unhealthy = server "unhealthy";
    server-broken = server "broken";
    server-dying = server "dying";
    job = ''echo "${service} ${version}" >>"''${STATE_DIRECTORY:?}/runs"'';
  };
in
build "${service}-${version}" ''
  mkdir -p $out/bin
  printf '#!%s\n# serves %s\n%s\n' ${tools}/bin/sh ${site} "$run" >$out/bin/$service
  printf '#!%s\n# a health command that fails for root\ntest "$(%s/id -u)" != 0\n' ${tools}/bin/sh ${tools}/bin \
    >$out/bin/not-root
  chmod +x $out/bin/*
'' {
  inherit service;
  run = run.${kind};
}
