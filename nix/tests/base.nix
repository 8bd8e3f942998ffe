# What the options of the modules are where a host sets none of them, as plain values. module.nix holds it to the modules.
let
  bucket = {
    name = "releases";
    region = null;
    endpoint = null;
    profile = null;
    pathStyle = null;
    prefix = null;
  };
in
{
  inherit bucket;

  deployer = {
    mode = "daemon";
    intervalSec = 300;
    host = "biz";
    namespace = "slipway";
    inherit bucket;
    trustedKeys = [ ];
    allowUnsigned = false;
    cache = {
      bucket = null;
      trustedKeys = [ ];
      transport = "loopback";
    };
    substitute = false;
    secretsDirectory = "/var/lib/slipway-secrets";
    credentialsFile = null;
    environmentFile = null;
    caddy = {
      enable = true;
      configure = true;
      socket = "/run/caddy/admin.sock";
      server = "slipway";
      listen = [ ":443" ];
    };
    settings = { };
  };

  publisher = {
    user = "slipway-publisher";
    inherit bucket;
    cacheBucket = null;
    manifestKeyFile = "/var/lib/slipway-publisher/manifest.key";
    cacheKeyFile = "/var/lib/slipway-publisher/cache.key";
    trustedKeys = [ ];
    namespace = "slipway";
    settings = { };
  };
}
