# A store path with the named programs in bin, each a script of the shell that finds busybox's commands in PATH. Built
# without nixpkgs and without a network.
{ name, programs }:
let
  busybox = "${
    builtins.path {
      name = "busybox";
      path = "/usr/bin";
      filter = path: _: path == "/usr/bin/busybox";
    }
  }/busybox";
  scripts = builtins.fromJSON programs;
  program = command: ''
    {
      echo "#!${busybox} sh"
      echo "export PATH=$out/tools:/usr/bin"
      echo ${builtins.toJSON "$"}${command}
    } >$out/bin/${command}
  '';
in
derivation {
  inherit name;
  system = builtins.currentSystem;
  builder = busybox;
  args = [
    "sh"
    "-euc"
    ''
      ${busybox} mkdir -p $out/bin $out/tools
      for applet in $(${busybox} --list); do ${busybox} ln -s ${busybox} $out/tools/$applet; done
      ${builtins.concatStringsSep "\n" (
        map (command: ''
          {
            echo "#!${busybox} sh"
            echo "export PATH=$out/tools:/usr/bin"
            ${busybox} cat ${builtins.toFile command scripts.${command}}
          } >$out/bin/${command}
        '') (builtins.attrNames scripts)
      )}
      ${busybox} chmod +x $out/bin/*
    ''
  ];
}
