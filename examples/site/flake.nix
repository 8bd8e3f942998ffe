# The files and their web server with what nixpkgs has: `nix build`, or `slipway push site --build .#site -f service.json`.
{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";

  outputs =
    { nixpkgs, ... }:
    {
      packages = nixpkgs.lib.genAttrs [ "x86_64-linux" "aarch64-linux" ] (system: rec {
        site = nixpkgs.legacyPackages.${system}.callPackage ./package.nix { };
        default = site;
      });
    };
}
