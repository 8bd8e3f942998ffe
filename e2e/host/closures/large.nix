# A closure of few large paths, built without nixpkgs and without a network: `parts` of so many mebibytes, which do not
# compress, and a top.
{
  parts,
  mebibytes,
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
      }
      // environment
    );

  part =
    number:
    build "large-${toString number}" "${busybox} head -c \${mebibytes}m /dev/urandom >$out" {
      mebibytes = toString mebibytes;
    };
in
build "large" "echo $needs >$out" { needs = builtins.genList part parts; }
