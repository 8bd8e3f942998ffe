# A build host that pushes: the push tool, its settings, and a user who owns the keys. docs/how-to/install-on-nixos.md
#
# packagesFor: the packages of a system, such as { slipway = …; }
{ packagesFor }:
{
  config,
  lib,
  pkgs,
  ...
}:

let
  inherit (lib)
    literalExpression
    mkEnableOption
    mkIf
    mkOption
    types
    ;
  bucketType = import ./bucket.nix lib;

  cfg = config.services.slipway.publisher;
  directory = "/var/lib/slipway-publisher";
  settingsFile = pkgs.writeText "slipway.json" (
    builtins.toJSON ((import ../settings.nix).publisher cfg)
  );
in
{
  options.services.slipway.publisher = {
    enable = mkEnableOption "pushing from this machine, such as by its CI";

    package = mkOption {
      type = types.package;
      default = (packagesFor pkgs.stdenv.hostPlatform.system).slipway;
      defaultText = literalExpression "slipway.packages.\${system}.slipway";
      description = "The push tool.";
    };

    user = mkOption {
      type = types.str;
      default = "slipway-publisher";
      description = "Who pushes. The default is made; another has to be there.";
    };

    bucket = mkOption {
      type = bucketType;
      example = literalExpression ''{ name = "releases"; region = "eu-central-1"; }'';
      description = "Where the manifest is.";
    };

    cacheBucket = mkOption {
      type = types.nullOr bucketType;
      default = null;
      description = "Where closures are, if not in `bucket`.";
    };

    manifestKeyFile = mkOption {
      type = types.str;
      default = "${directory}/manifest.key";
      description = "The secret key that signs manifests, a file outside the store that `user` alone can read. `slipway init` makes it where it is not there.";
    };

    cacheKeyFile = mkOption {
      type = types.str;
      default = "${directory}/cache.key";
      description = "The same for closures.";
    };

    trustedKeys = mkOption {
      type = types.listOf types.str;
      default = [ ];
      description = "Public keys of colleagues whose manifests may be built upon.";
    };

    namespace = mkOption {
      type = types.str;
      default = "slipway";
      description = "What hosts call their profiles, roots and routes.";
    };

    settings = mkOption {
      type = types.attrsOf types.anything;
      default = { };
      description = "Everything else of [the settings file](settings.md). Takes the place of what the other options say.";
    };
  };

  config = mkIf cfg.enable {
    assertions = (import ../assertions.nix).publisher cfg;

    environment.systemPackages = [ cfg.package ];
    environment.etc."slipway/slipway.json".source = settingsFile;

    users = mkIf (cfg.user == "slipway-publisher") {
      groups.slipway-publisher = { };
      users.slipway-publisher = {
        isSystemUser = true;
        group = "slipway-publisher";
        home = directory;
      };
    };

    # For keys, and for the credentials in .aws.
    systemd.tmpfiles.rules = [ "d ${directory} 0700 ${cfg.user} - - -" ];
  };
}
