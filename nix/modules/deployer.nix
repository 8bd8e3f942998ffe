# A host that runs what the signed manifest in a bucket says. docs/how-to/install-on-nixos.md, docs/reference/nixos.md
#
# packagesFor: the packages of a system, such as { slipway-deployer = …; }
{ packagesFor }:
{
  config,
  lib,
  options,
  pkgs,
  ...
}:

let
  inherit (lib)
    literalExpression
    mkAfter
    mkDefault
    mkEnableOption
    mkIf
    mkMerge
    mkOption
    optional
    types
    ;
  bucketType = import ./bucket.nix lib;
  rendered = import ../settings.nix;
  units = import ../units.nix;
  caddyTexts = import ../caddy.nix;

  cfg = config.services.slipway.deployer;
  caddy = config.services.caddy;
  wiresCaddy = cfg.caddy.enable && cfg.caddy.configure && caddy.enable;
  systemctl = "${config.systemd.package}/bin/systemctl";
  cacheBucket = if cfg.cache.bucket == null then cfg.bucket else cfg.cache.bucket;

  isDefault = option: option.highestPrio == (lib.mkOptionDefault null).priority;

  unchecked = pkgs.writeText "deployer.json" (builtins.toJSON (rendered.deployer cfg));

  # By the command that will read them, so that a host is never switched to settings that it refuses.
  settingsFile =
    if cfg.checkSettings then
      pkgs.runCommand "slipway-deployer.json" { } ''
        ${cfg.package}/bin/slipway-deployer --config ${unchecked} validate
        cp ${unchecked} $out
      ''
    else
      unchecked;

  # What the units of the package do not say.
  own = units.deployer { inherit cfg systemctl; };
  service = extra: mkMerge [
    {
      path = [ config.nix.package ];
      serviceConfig = own.service;
    }
    extra
  ];
in
{
  options.services.slipway.deployer = {
    enable = mkEnableOption "the Slipway deployer, which has this host run what the signed manifest in a bucket says";

    package = mkOption {
      type = types.package;
      default = (packagesFor pkgs.stdenv.hostPlatform.system).slipway-deployer;
      defaultText = literalExpression "slipway.packages.\${system}.slipway-deployer";
      description = "The deployer.";
    };

    mode = mkOption {
      type = types.enum [
        "daemon"
        "timer"
      ];
      default = "daemon";
      description = "`daemon` polls, and more often after a change; `timer` leaves nothing in memory between two passes.";
    };

    intervalSec = mkOption {
      type = types.int;
      default = 300;
      description = "Seconds between two polls, 1 to 86400.";
    };

    host = mkOption {
      type = types.str;
      default = config.networking.hostName;
      defaultText = literalExpression "config.networking.hostName";
      description = "The name by which manifests call this host.";
    };

    namespace = mkOption {
      type = types.str;
      default = "slipway";
      example = "biz";
      description = "Lower-case letters and digits; goes into every path and id that the deployer owns.";
    };

    bucket = mkOption {
      type = bucketType;
      example = literalExpression ''{ name = "releases"; region = "eu-central-1"; }'';
      description = "Where the manifest is.";
    };

    trustedKeys = mkOption {
      type = types.listOf types.str;
      default = [ ];
      example = [ "releases-manifest-1:A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=" ];
      description = "Public keys, of which one must have signed a manifest.";
    };

    allowUnsigned = mkOption {
      type = types.bool;
      default = false;
      description = "Takes a manifest without any trusted signature: whoever writes to the bucket then runs code here.";
    };

    cache = {
      bucket = mkOption {
        type = types.nullOr bucketType;
        default = null;
        description = "Where closures are, if not in `bucket`.";
      };

      trustedKeys = mkOption {
        type = types.listOf types.str;
        default = [ ];
        example = [ "releases-cache-1:A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=" ];
        description = "Public keys, of which one must have signed a closure. Without any, those that `nix.settings.trusted-public-keys` has.";
      };

      transport = mkOption {
        type = types.enum [
          "loopback"
          "native"
        ];
        default = "loopback";
        description = "Whether the deployer reads the cache for Nix, or Nix does by itself.";
      };
    };

    substitute = mkOption {
      type = types.bool;
      default = cfg.cache.transport == "native";
      defaultText = literalExpression ''cache.transport == "native"'';
      description = "Whether everything else that this host's Nix does takes paths from the cache, too: it becomes one of `nix.settings.substituters`, and `cache.trustedKeys` become trusted by all of it. Nix's daemon needs credentials of its own for that, or a bucket that anybody may read.";
    };

    secretsDirectory = mkOption {
      type = types.str;
      default = "/var/lib/${cfg.namespace}-secrets";
      defaultText = literalExpression ''"/var/lib/''${namespace}-secrets"'';
      description = "Where the `envFile`s of services lie. The default is made, for root alone; another has to be there. Never written.";
    };

    credentialsFile = mkOption {
      type = types.nullOr types.str;
      default = null;
      example = "/run/secrets/slipway-credentials";
      description = "The bucket's credentials, as an AWS credentials file outside the store that root can read. Without one it is `/etc/slipway/credentials` where that exists, and else the rest of the AWS default chain, such as the instance's role.";
    };

    environmentFile = mkOption {
      type = types.nullOr types.str;
      default = null;
      example = "/run/secrets/slipway.env";
      description = "Variables for the deployer, such as `AWS_ACCESS_KEY_ID=`, in a file outside the store.";
    };

    caddy = {
      enable = mkOption {
        type = types.bool;
        default = true;
        description = "Whether visitors are led to services through Caddy.";
      };

      configure = mkOption {
        type = types.bool;
        default = true;
        description = "Whether `services.caddy` is set up for that: its admin API on `socket`, `--resume`, and a pass after it was restarted or reloaded.";
      };

      socket = mkOption {
        type = types.strMatching "/run/[a-z0-9-]+/[a-z0-9.-]+";
        default = "/run/caddy/admin.sock";
        description = "The socket of Caddy's admin API, which Caddy's user and root can write to.";
      };

      server = mkOption {
        type = types.strMatching "[A-Za-z0-9_-]+";
        default = "slipway";
        description = "The HTTP server in Caddy's configuration that routes are put into. Sites of `services.caddy` on the first address of `listen` are put there, too.";
      };

      listen = mkOption {
        type = types.listOf types.str;
        default = [ ":443" ];
        description = "The addresses of that server where Caddy has none of that name.";
      };
    };

    settings = mkOption {
      type = types.attrsOf types.anything;
      default = { };
      example = literalExpression "{ parallelism = 8; poll.burstIntervalSec = 5; }";
      description = "Everything else of [the settings file](settings.md). Takes the place of what the other options say.";
    };

    checkSettings = mkOption {
      type = types.bool;
      default = pkgs.stdenv.buildPlatform.canExecute pkgs.stdenv.hostPlatform;
      defaultText = literalExpression "whether the machine that builds can run programs of this host";
      description = "Whether building the system runs `slipway-deployer validate` on the settings.";
    };
  };

  config = mkIf cfg.enable {
    assertions = (import ../assertions.nix).deployer {
      inherit cfg;
      hasCaddy = caddy.enable;
      hasCaddyfile = caddy.settings == { } && isDefault options.services.caddy.configFile;
    };

    environment.systemPackages = [ cfg.package ];
    environment.etc."slipway/deployer.json".source = settingsFile;

    nix.settings = mkIf cfg.substitute {
      substituters = [ (rendered.substituter cacheBucket) ];
      trusted-public-keys = cfg.cache.trustedKeys;
    };

    # Not of another: the modes of a directory such as /run/secrets are somebody else's.
    systemd.tmpfiles.rules = optional (
      cfg.secretsDirectory == "/var/lib/${cfg.namespace}-secrets"
    ) "d ${cfg.secretsDirectory} 0700 root root - -";

    systemd.packages = [ cfg.package ];

    # What the deployer has deployed lies in /run, which a switch leaves alone: docs/decisions/0028-nix-builds-from-source.md.
    systemd.services = {
      # It ends with 75 where a pass is under way, which would fail the switch.
      slipway-deployer-boot = service {
        wantedBy = [ "multi-user.target" ];
        restartIfChanged = false;
      };

      slipway-deployer = service {
        wantedBy = optional (cfg.mode == "daemon") "multi-user.target";
        restartTriggers = [ settingsFile ];
        # In one go: a switch that breaks off between the two leaves no daemon behind that is down.
        stopIfChanged = false;
      };

      # A pass that is under way goes on; the next has what changed.
      slipway-deployer-sync = service { restartIfChanged = false; };

      # A switch starts all that multi-user.target wants and that is not running. So each ends with a pass, which starts again what
      # stopped with a service of NixOS that it `requires`.
      slipway-deployer-now = {
        description = "Slipway deployer, a pass now";
        wantedBy = [ "multi-user.target" ];
        after = [ "slipway-deployer-boot.service" ];
        restartIfChanged = false;
        unitConfig.StartLimitIntervalSec = 0;
        serviceConfig = own.now;
      };

      caddy = mkIf wiresCaddy {
        serviceConfig =
          let
            added = units.caddy {
              inherit cfg systemctl;
              forget = pkgs.writeShellScript "caddy-forget" caddyTexts.forget;
            };
          in
          added
          // {
            RuntimeDirectoryMode = mkDefault added.RuntimeDirectoryMode;
            # Without Caddy's own a reload would do nothing, and this not know it.
            ExecReload = mkIf caddy.enableReload (mkAfter added.ExecReload);
          };
      };
    };

    systemd.timers.slipway-deployer-sync = mkIf (cfg.mode == "timer") {
      wantedBy = [ "timers.target" ];
      timerConfig = own.timer;
    };

    services.caddy = mkIf wiresCaddy {
      globalConfig = caddyTexts.globalConfig cfg;
      resume = mkDefault true;
    };
  };
}
