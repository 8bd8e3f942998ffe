{
  description = "Deploys services built with Nix to machines that run systemd, through a bucket";

  # The first release of nixpkgs that is known to have a JDK 25.
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";

  outputs =
    { self, nixpkgs }:
    let
      systems = [
        "x86_64-linux"
        "aarch64-linux"
      ];
      forEachSystem =
        f:
        nixpkgs.lib.genAttrs systems (
          system: f (nixpkgs.legacyPackages.${system}.extend self.overlays.default)
        );
    in
    {
      overlays.default = import ./nix/overlay.nix;

      # With the packages of this flake, so that no overlay has to be set for them.
      nixosModules = {
        deployer = import ./nix/modules/deployer.nix { packagesFor = system: self.packages.${system}; };
        publisher = import ./nix/modules/publisher.nix { packagesFor = system: self.packages.${system}; };
      };

      packages = forEachSystem (pkgs: {
        inherit (pkgs) slipway slipway-deployer;
        default = pkgs.slipway;
      });

      checks = forEachSystem (pkgs: {
        inherit (pkgs) slipway slipway-deployer;
        deploy = pkgs.callPackage ./nix/checks/deploy.nix { modules = self.nixosModules; };
      });

      devShells = forEachSystem (pkgs: {
        default = pkgs.callPackage ./nix/shell.nix { };
      });

      formatter = forEachSystem (pkgs: pkgs.nixfmt-tree);
    };
}
