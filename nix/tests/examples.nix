# The examples with stubs for what they take of nixpkgs, for the end-to-end tests to hold against their service.json. Ends with an
# error where a name is nowhere, or an argument is not passed.
let
  examples = ../../examples;
  systems = [
    "aarch64-linux"
    "x86_64-linux"
  ];
  genAttrs =
    names: value:
    builtins.listToAttrs (
      map (name: {
        inherit name;
        value = value name;
      }) names
    );

  # A package is the texts of the programs that are in its bin. What it needs is a word.
  merged = builtins.foldl' (all: one: all // one) { };
  pkgs = {
    busybox = "busybox";
    gnutar = "gnutar";
    zstd = "zstd";
    python3Packages.psycopg2 = "psycopg2";
    symlinkJoin = { name, paths }: builtins.seq name (merged paths);
    writeShellApplication =
      {
        name,
        runtimeInputs,
        text,
      }:
      builtins.deepSeq runtimeInputs { ${name} = text; };
    writers.writePython3Bin =
      name: options: text:
      builtins.deepSeq options { ${name} = text; };
    callPackage =
      file: more:
      let
        function = import file;
      in
      function (builtins.intersectAttrs (builtins.functionArgs function) pkgs // more);
  };
  nixpkgs = {
    lib = { inherit genAttrs; };
    legacyPackages = genAttrs systems (_: pkgs);
  };
in
{
  # Of each system the packages, and of each of those the programs.
  flakes = genAttrs (builtins.filter (
    name: builtins.pathExists (examples + "/${name}/flake.nix")
  ) (builtins.attrNames (builtins.readDir examples))) (
    name: ((import (examples + "/${name}/flake.nix")).outputs { inherit nixpkgs; }).packages
  );

  # The files of the folder of services, with these store paths.
  services =
    packages:
    import (examples + "/services/services.nix") {
      inherit packages;
      pkgs = {
        writeText = _name: builtins.fromJSON;
        linkFarm =
          _name: entries:
          builtins.listToAttrs (
            map (entry: {
              inherit (entry) name;
              value = entry.path;
            }) entries
          );
      };
    };
}
