# What the options must not say together, each with what to type. Plain builtins, as in settings.nix; what a single value may be is
# left to the command itself, which checks the rendered settings when the system is built.
let
  isKey = key: builtins.match "[^: ]+:[A-Za-z0-9+/]{43}=" key != null;
  isInStore = path: builtins.match "${builtins.storeDir}/.*" path != null;
  wrongKeys = keys: builtins.filter (key: !(isKey key)) keys;
  # A name alone, as what is no public key may be a secret one.
  named =
    key:
    let
      name = builtins.match "([^:]+):.*" (builtins.replaceStrings [ "\n" ] [ " " ] key);
    in
    if name == null then "without a name" else "named \"${builtins.head name}\"";

  keys = option: list: {
    assertion = wrongKeys list == [ ];
    message = "${option} has what is no public key, ${builtins.concatStringsSep ", " (map named (wrongKeys list))}; wanted the public keys that `slipway init` printed, name:base64 of 32 bytes. A secret key that was written there may be in the store now: make another";
  };

  secret = option: path: {
    assertion = path == null || !(isInStore path);
    message = "${option} is ${toString path}, which everybody on this machine can read; name a path outside the store, such as one of sops-nix or agenix: ${option} = \"/run/secrets/slipway\";";
  };

  namespace = prefix: cfg: {
    assertion = builtins.match "[a-z][a-z0-9]{0,30}" cfg.namespace != null;
    message = "${prefix}.namespace is \"${cfg.namespace}\"; wanted at most 31 lower-case letters and digits, the first a letter, such as \"slipway\"";
  };
in
{
  # cfg: the values of services.slipway.deployer; hasCaddy: services.caddy.enable;
  # hasCaddyfile: whether services.caddy makes its configuration of globalConfig
  deployer =
    {
      cfg,
      hasCaddy,
      hasCaddyfile,
    }:
    let
      prefix = "services.slipway.deployer";
      cacheBucket = if cfg.cache.bucket == null then cfg.bucket else cfg.cache.bucket;
    in
    [
      {
        assertion = cfg.trustedKeys != [ ] || cfg.allowUnsigned;
        message = "${prefix}.trustedKeys is empty, so no manifest could be trusted; put the public key there that `slipway init` printed as manifest.trustedKeys. ${prefix}.allowUnsigned = true; does without, and lets whoever can write to the bucket run code on this host";
      }
      (keys "${prefix}.trustedKeys" cfg.trustedKeys)
      (keys "${prefix}.cache.trustedKeys" cfg.cache.trustedKeys)
      (namespace prefix cfg)
      {
        assertion = cfg.intervalSec >= 1 && cfg.intervalSec <= 86400;
        message = "${prefix}.intervalSec is ${toString cfg.intervalSec}; wanted seconds from 1 to 86400, a day";
      }
      {
        assertion = !cfg.caddy.enable || hasCaddy;
        message = "${prefix}.caddy.enable leads visitors to services through Caddy, which is not there; add services.caddy.enable = true; or set ${prefix}.caddy.enable = false; where no service has http";
      }
      {
        assertion = !(cfg.caddy.enable && cfg.caddy.configure && hasCaddy) || hasCaddyfile;
        message = "services.caddy.settings or services.caddy.configFile takes the place of what ${prefix}.caddy adds to services.caddy.globalConfig; let admin.listen be \"unix/${cfg.caddy.socket}\" there, and set ${prefix}.caddy.configure = false;";
      }
      {
        assertion = cfg.caddy.listen != [ ];
        message = "${prefix}.caddy.listen is empty; wanted where visitors come in: ${prefix}.caddy.listen = [ \":443\" ];";
      }
      {
        assertion = !cfg.substitute || cacheBucket.prefix == null;
        message = "${prefix}.substitute has Nix read the cache by itself, and Nix knows no prefix within a bucket; set ${prefix}.substitute = false; or name a bucket without prefix in ${prefix}.cache.bucket";
      }
      {
        assertion = cfg.cache.transport != "native" || cacheBucket.prefix == null;
        message = "${prefix}.cache.transport = \"native\" has Nix read the cache by itself, and Nix knows no prefix within a bucket; set it to \"loopback\", or name a bucket without prefix in ${prefix}.cache.bucket";
      }
      (secret "${prefix}.secretsDirectory" cfg.secretsDirectory)
      (secret "${prefix}.credentialsFile" cfg.credentialsFile)
      (secret "${prefix}.environmentFile" cfg.environmentFile)
    ];

  # cfg: the values of services.slipway.publisher
  publisher =
    cfg:
    let
      prefix = "services.slipway.publisher";
    in
    [
      (keys "${prefix}.trustedKeys" cfg.trustedKeys)
      (namespace prefix cfg)
      (secret "${prefix}.manifestKeyFile" cfg.manifestKeyFile)
      (secret "${prefix}.cacheKeyFile" cfg.cacheKeyFile)
    ];
}
