# The outputs of flake.nix with stubs for all of nixpkgs but its `lib`. Evaluates to what the end-to-end tests look at, or ends with
# an error: of a name that is nowhere, or of an argument that is not passed.
{
  lib,
}:
let
  derivation =
    attributes:
    attributes
    // {
      type = "derivation";
      name = attributes.name or attributes.pname;
      outPath = "/nix/store/00000000000000000000000000000000-${attributes.name or attributes.pname}";
    };
  tool = name: derivation { inherit name; };

  # Called as by nixpkgs: with what of these the function asks for.
  nixpkgs = lib.fix (
    pkgs:
    lib.genAttrs [
      "coreutils"
      "curl"
      "darkhttpd"
      "diffutils"
      "gnused"
      "makeWrapper"
      "maven"
      "nixfmt"
      "nixfmt-tree"
      "shellcheck"
      "versitygw"
    ] tool
    // {
      inherit lib;
      callPackage = lib.callPackageWith pkgs;
      jdk25_headless = tool "jdk" // {
        home = "/jdk";
      };
      stdenv.mkDerivation =
        attributes:
        derivation attributes
        // {
          deployer = derivation { name = "slipway-deployer"; };
        };
      mkShell = attributes: derivation (attributes // { name = "shell"; });
      fetchurl = attributes: attributes;
      linkFarm = name: entries: derivation { inherit name entries; };
      writeShellScriptBin = name: text: derivation { inherit name text; };
      writeTextDir = name: text: derivation { inherit name text; };
      testers.runNixOSTest = lib.id;
      extend =
        overlay:
        lib.fix (final: pkgs // { callPackage = lib.callPackageWith final; } // overlay final pkgs);
    }
  );

  outputs = (import ../../flake.nix).outputs {
    self = outputs;
    nixpkgs = {
      inherit lib;
      legacyPackages = lib.genAttrs [ "x86_64-linux" "aarch64-linux" ] (_: nixpkgs);
    };
  };
  linux = name: outputs.${name}.x86_64-linux;
  test = (linux "checks").deploy;
  nodes = lib.mapAttrs (_: node: node { pkgs = nixpkgs; }) test.nodes;
in
{
  names = lib.attrNames outputs;
  packages = lib.mapAttrs (_: lib.attrNames) outputs.packages;
  checks = lib.mapAttrs (_: lib.attrNames) outputs.checks;
  shell = map (package: package.name) (linux "devShells").default.packages;
  modules = lib.attrNames outputs.nixosModules;
  inherit ((linux "packages").slipway) version;
  build = (linux "packages").slipway.buildPhase + (linux "packages").slipway.installPhase;
  deployer = (linux "packages").slipway-deployer.meta.mainProgram;
  files = lib.length (nixpkgs.callPackage ../maven { }).entries;
  host = nodes.host.services.slipway.deployer;
  developer = nodes.developer.virtualisation.additionalPaths;
  script = test.testScript { nodes.host.system.build.toplevel = "/system"; };
}
