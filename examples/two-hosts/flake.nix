# A small program that service.json suits: `nix build`, or `slipway push two-hosts --build .#two-hosts -f service.json`.
{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";

  outputs =
    { nixpkgs, ... }:
    {
      packages = nixpkgs.lib.genAttrs [ "x86_64-linux" "aarch64-linux" ] (system: rec {
        two-hosts = nixpkgs.legacyPackages.${system}.callPackage ./package.nix { };
        default = two-hosts;
      });
    };
}
