# ./public behind busybox's web server; bin/site starts it.
let
  # As this machine has it, so that nothing has to be downloaded. package.nix takes that of nixpkgs.
  busybox = "${
    builtins.path {
      name = "busybox";
      path = "/usr/bin";
      filter = path: _: path == "/usr/bin/busybox";
    }
  }/busybox";
in
derivation {
  name = "site";
  system = builtins.currentSystem;
  builder = busybox;
  args = [
    "sh"
    "-euc"
    ''
      ${busybox} mkdir -p $out/bin
      echo "#!${busybox} sh" >$out/bin/site
      echo "exec ${busybox} httpd -f -p 127.0.0.1:\$PORT -h ${./public}" >>$out/bin/site
      ${busybox} chmod +x $out/bin/site
    ''
  ];
}
