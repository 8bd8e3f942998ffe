# What Caddy is told, and what it is to forget. Plain builtins, as in settings.nix.
{
  # For services.caddy.globalConfig. Sites of the Caddyfile that are on the same address get into the server of that name, too, where
  # else Caddy would refuse to have two of them there.
  globalConfig = cfg: ''
    admin unix/${cfg.caddy.socket}
    servers ${builtins.head (cfg.caddy.listen ++ [ ":443" ])} {
      name ${cfg.caddy.server}
    }
  '';

  # `caddy run --resume` takes what it saved, routes of services included, and does not look at its configuration file. So what was
  # saved is forgotten where that file is another one since, as after `nixos-rebuild boot`.
  forget = ''
    config=$(readlink -f /etc/caddy/caddy_config)
    folder=''${XDG_CONFIG_HOME:-$HOME/.config}/caddy
    mkdir -p "$folder"
    if [ "''${1:-}" != keep ] && [ "$(cat "$folder/autosave.from" 2>/dev/null)" != "$config" ]; then
      rm -f "$folder/autosave.json"
    fi
    printf '%s\n' "$config" >"$folder/autosave.from"
  '';
}
