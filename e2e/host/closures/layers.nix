# A closure of many small paths, built without nixpkgs and without a network: `layers` times `width` of them, and a top.
# In each layer one path needs all of the layer below, and the others need that one: a chain with a fan at every step.
# Two releases differ in their top alone.
{
  salt,
  layers,
  width,
  release ? "",
}:
let
  source = builtins.path {
    name = "busybox";
    path = "/usr";
    filter = path: _: path == "/usr/bin" || path == "/usr/bin/busybox";
  };
  busybox = "${source}/bin/busybox";

  path =
    name: needs:
    derivation {
      inherit name salt needs;
      system = builtins.currentSystem;
      builder = busybox;
      args = [
        "sh"
        "-euc"
        # Half a kilobyte that does not compress, so that archives differ in their bytes.
        ''
          for line in 1 2 3 4 5 6 7 8; do echo "$name $salt $line" | ${busybox} sha256sum; done >$out
          echo $needs >>$out
        ''
      ];
    };

  layer =
    number:
    let
      below = if number == 0 then [ ] else layer (number - 1);
      needs = column: if number == 0 then [ ] else if column == 0 then below else [ (builtins.head below) ];
    in
    builtins.genList (column: path "layer-${toString number}-${toString column}" (needs column)) width;
in
path "top${release}" (layer (layers - 1))
