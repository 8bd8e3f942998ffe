# What the plain parts make of the cases, for the commands to judge: `nix eval --json --file nix/tests/plain.nix cases`
let
  base = import ./base.nix;
  cases = import ./cases.nix;
  settings = import ../settings.nix;
  units = import ../units.nix;
  texts = import ../caddy.nix;
  assertions = import ../assertions.nix;

  # As the module system fills in defaults.
  filled =
    options:
    let
      merged =
        base.deployer
        // options
        // {
          cache = base.deployer.cache // (options.cache or { });
          caddy = base.deployer.caddy // (options.caddy or { });
        };
      bucket = b: if b == null then null else base.bucket // b;
    in
    merged
    // {
      bucket = bucket merged.bucket;
      cache = merged.cache // {
        bucket = bucket merged.cache.bucket;
      };
    };

  # What becomes of some options of a host with Caddy.
  of =
    options:
    let
      cfg = filled options;
    in
    {
      settings = settings.deployer cfg;
      failures = map (one: one.message) (
        builtins.filter (one: !one.assertion) (
          assertions.deployer {
            inherit cfg;
            hasCaddy = true;
            hasCaddyfile = true;
          }
        )
      );
      units = units.deployer {
        inherit cfg;
        systemctl = "/usr/bin/systemctl";
      };
      caddy = {
        globalConfig = texts.globalConfig cfg;
        inherit (texts) forget;
        unit = units.caddy {
          inherit cfg;
          systemctl = "/usr/bin/systemctl";
          forget = "/usr/local/bin/caddy-forget";
        };
      };
    };

  # As docs/reference/nixos.md has them.
  names =
    prefix: set:
    builtins.concatMap (
      name:
      if name == "cache" || name == "caddy" then names "${name}." set.${name} else [ (prefix + name) ]
    ) (builtins.attrNames set);
in
{
  inherit of;

  options = {
    deployer = names "" base.deployer ++ [
      "checkSettings"
      "enable"
      "package"
    ];
    publisher = names "" base.publisher ++ [
      "enable"
      "package"
    ];
    bucket = names "" base.bucket;
  };
  values = builtins.mapAttrs (_: filled) cases.good;

  cases = {
    good = builtins.mapAttrs (_: of) cases.good;
    bad = builtins.mapAttrs (_: case: of case.options // { inherit (case) says; }) cases.bad;
    refused = builtins.mapAttrs (_: case: of case.options // { inherit (case) says; }) cases.refused;
    publisher = settings.publisher base.publisher;
  };

  substituters = {
    aws = settings.substituter base.bucket;
    whole = settings.substituter (base.bucket // cases.good.whole.cache.bucket);
  };
}
