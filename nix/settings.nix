# What the options come to as the two settings files, docs/reference/settings.md. Plain builtins, so that it can be evaluated, and the
# outcome be fed to the real commands, where there is no nixpkgs.
let
  present =
    set:
    removeAttrs set (builtins.filter (name: set.${name} == null) (builtins.attrNames set));

  # Only sets are merged; whatever else `over` has takes the place of what `under` has.
  merged =
    under: over:
    under
    // builtins.mapAttrs (
      name: value:
      if builtins.isAttrs value && builtins.isAttrs (under.${name} or null) then
        merged under.${name} value
      else
        value
    ) over;

  bucket =
    b:
    present {
      bucket = b.name;
      inherit (b)
        region
        endpoint
        profile
        pathStyle
        prefix
        ;
    };
in
{
  inherit bucket;

  # cfg: the values of services.slipway.deployer
  deployer =
    cfg:
    merged (present {
      inherit (cfg) host namespace secretsDirectory;
      manifest = {
        bucket = bucket cfg.bucket;
        inherit (cfg) trustedKeys allowUnsigned;
      };
      cache = present {
        bucket = if cfg.cache.bucket == null then null else bucket cfg.cache.bucket;
        inherit (cfg.cache) trustedKeys transport;
      };
      caddy =
        if cfg.caddy.enable then
          {
            admin = "unix/${cfg.caddy.socket}";
            inherit (cfg.caddy) server listen;
          }
        else
          null;
      # Also with a timer: it tells others when to expect a report.
      poll.intervalSec = cfg.intervalSec;
    }) cfg.settings;

  # cfg: the values of services.slipway.publisher
  publisher =
    cfg:
    merged (present {
      bucket = bucket cfg.bucket;
      cacheBucket = if cfg.cacheBucket == null then null else bucket cfg.cacheBucket;
      inherit (cfg)
        manifestKeyFile
        cacheKeyFile
        trustedKeys
        namespace
        ;
    }) cfg.settings;

  # The cache as Nix itself names it; see nix3-help-stores(1).
  substituter =
    b:
    let
      endpoint =
        if b.endpoint == null then null else builtins.match "(https?)://([^/]+)/?" b.endpoint;
      parameters = present {
        inherit (b) region profile;
        scheme = if endpoint == null then null else builtins.elemAt endpoint 0;
        endpoint = if endpoint == null then null else builtins.elemAt endpoint 1;
      };
      words = map (name: "${name}=${parameters.${name}}") (builtins.attrNames parameters);
    in
    "s3://${b.name}" + (if words == [ ] then "" else "?" + builtins.concatStringsSep "&" words);
}
