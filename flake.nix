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
      # With the packages of this flake, so that no overlay has to be set for them; named in messages about options.
      module =
        file:
        nixpkgs.lib.setDefaultModuleLocation file (
          import file { packagesFor = system: self.packages.${system}; }
        );
    in
    {
      overlays.default = import ./nix/overlay.nix;

      nixosModules = {
        deployer = module ./nix/modules/deployer.nix;
        publisher = module ./nix/modules/publisher.nix;
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
