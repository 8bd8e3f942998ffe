# What a NixOS host adds to the units of the deployer's package, docs/reference/unit.md: its sandbox, its order and the rest stay in
# one place. Plain builtins, as in settings.nix. An empty first word takes back what the package's unit says.
{
  # cfg: the values of services.slipway.deployer; systemctl: the program
  deployer =
    { cfg, systemctl }:
    {
      # Of all three services.
      service =
        (
          if cfg.credentialsFile == null then
            { }
          else
            {
              LoadCredential = [
                ""
                "aws:${cfg.credentialsFile}"
              ];
            }
        )
        // (if cfg.environmentFile == null then { } else { EnvironmentFile = [ cfg.environmentFile ]; })
        // (
          if cfg.namespace == "slipway" then
            { }
          else
            {
              StateDirectory = [
                ""
                "${cfg.namespace}-deployer"
              ];
            }
        );

      # An empty line takes back all the times that the package's timer has.
      timer = {
        OnActiveSec = [
          ""
          "0"
        ];
        OnUnitInactiveSec = [ "${toString cfg.intervalSec}s" ];
        # Of the first pass, too.
        RandomizedDelaySec = [ "${toString (if cfg.intervalSec < 300 then cfg.intervalSec / 10 else 30)}s" ];
      };

      # Never waits, and has no failure of its own: whoever starts it has other work.
      now = {
        Type = "oneshot";
        ExecStart =
          if cfg.mode == "daemon" then
            "-${systemctl} --no-block try-reload-or-restart slipway-deployer.service"
          else
            "-${systemctl} --no-block start slipway-deployer-sync.service";
      };
    };

  # What Caddy's unit gets, with systemctl and the program that caddy.nix has the text of.
  caddy =
    {
      cfg,
      systemctl,
      forget,
    }:
    let
      now = "+-${systemctl} --no-block start slipway-deployer-now.service";
    in
    {
      RuntimeDirectory = [ (baseNameOf (dirOf cfg.caddy.socket)) ];
      RuntimeDirectoryMode = "0750";
      # A full disk is no reason to start no Caddy.
      ExecStartPre = [ "-${forget}" ];
      ExecStartPost = [ now ];
      # After Caddy's own.
      ExecReload = [
        "-${forget} keep"
        now
      ];
    };
}
