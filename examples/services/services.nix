# The folder as a derivation: each file names the store path that its service is to run, so building
# the folder builds the services, and applying it uploads them.
{ pkgs, packages }:
let
  service = name:
    let
      entry = builtins.fromJSON (builtins.readFile (./. + "/${name}.json"));
      artifact = { type = "nix-closure"; storePath = "${packages.${name}}"; };
    in {
      name = "${name}.json";
      path = pkgs.writeText "${name}.json" (builtins.toJSON (entry // { inherit artifact; }));
    };
in pkgs.linkFarm "services" (map service [ "web" "report" ])
