# The modules against the real module system: `nix eval --impure --file nix/tests/module.nix --arg lib 'import …/nixpkgs/lib'`. What they
# set of NixOS are stubs here. Evaluates to "ok", or ends with what is wrong.
{
  lib,
}:
let
  inherit (lib) mkOption types;
  base = import ./base.nix;
  cases = import ./cases.nix;
  plain = import ./plain.nix;

  anything = mkOption {
    type = types.anything;
    default = { };
  };
  list = mkOption {
    type = types.listOf types.anything;
    default = [ ];
  };

  # As in nixpkgs: what several modules say of one key is a list.
  unitOption = lib.mkOptionType {
    name = "systemd option";
    merge =
      loc: defs:
      let
        values = lib.options.getValues defs;
      in
      if lib.any lib.isList values then lib.concatMap lib.toList values else lib.mergeEqualOption loc defs;
  };
  section = mkOption {
    type = types.attrsOf unitOption;
    default = { };
  };
  unit = types.submodule {
    options = {
      wantedBy = list;
      after = list;
      path = list;
      restartTriggers = list;
      description = mkOption {
        type = types.str;
        default = "";
      };
      restartIfChanged = mkOption {
        type = types.bool;
        default = true;
      };
      stopIfChanged = mkOption {
        type = types.bool;
        default = true;
      };
      unitConfig = section;
      serviceConfig = section;
      timerConfig = section;
    };
  };

  stubs = {
    options = {
      assertions = list;
      environment.systemPackages = list;
      environment.etc = anything;
      networking.hostName = mkOption {
        type = types.str;
        default = "biz";
      };
      nix.package = anything;
      nix.settings = mkOption {
        type = types.attrsOf (types.listOf types.str);
        default = { };
      };
      systemd.package = anything;
      systemd.packages = list;
      systemd.tmpfiles.rules = list;
      systemd.services = mkOption {
        type = types.attrsOf unit;
        default = { };
      };
      systemd.timers = mkOption {
        type = types.attrsOf unit;
        default = { };
      };
      users = anything;
      services.caddy = {
        enable = mkOption {
          type = types.bool;
          default = false;
        };
        settings = anything;
        enableReload = mkOption {
          type = types.bool;
          default = true;
        };
        configFile = mkOption {
          type = types.str;
          default = "/nix/store/caddy/Caddyfile";
        };
        globalConfig = mkOption {
          type = types.lines;
          default = "";
        };
        resume = mkOption {
          type = types.bool;
          default = false;
        };
      };
    };
    config = {
      nix.package = "/nix-package";
      systemd.package = "/systemd";
    };
  };

  # Caddy's own module: last, so that ours has to ask for its place after it.
  ofCaddy.config.systemd.services.caddy.serviceConfig.ExecReload = [
    ""
    "caddy reload"
  ];

  platform = {
    system = "x86_64-linux";
    canExecute = _: true;
  };
  pkgs = {
    stdenv.hostPlatform = platform;
    stdenv.buildPlatform = platform;
    writeText = name: text: {
      inherit name text;
      __toString = self: "/written/${self.name}";
    };
    writeShellScript = name: _text: "/written/${name}";
    runCommand = name: _attributes: script: { inherit name script; };
  };

  package = name: {
    type = "derivation";
    inherit name;
    outPath = "/${name}";
  };

  evaluated =
    module: options:
    lib.evalModules {
      modules = [
        stubs
        (import module {
          packagesFor = system: {
            slipway = package "slipway-${system}";
            slipway-deployer = package "deployer-${system}";
          };
        })
        { config._module.args.pkgs = pkgs; }
        options
        ofCaddy
      ];
    };
  deployer =
    options: more:
    (evaluated ../modules/deployer.nix {
      config = lib.recursiveUpdate {
        services.caddy.enable = true;
        services.slipway.deployer = options // {
          enable = true;
        };
      } more;
    }).config;
  publisher =
    options:
    (evaluated ../modules/publisher.nix {
      config.services.slipway.publisher = options // {
        enable = true;
      };
    }).config;

  failures = config: map (one: one.message) (lib.filter (one: !one.assertion) config.assertions);
  says = messages: part: lib.any (lib.hasInfix part) messages;

  # What is a value of the options but no word for the plain parts.
  values =
    options:
    removeAttrs options [
      "enable"
      "package"
      "checkSettings"
    ];

  least = deployer cases.good.least { };
  timer = deployer cases.good.timer { };
  whole = deployer cases.good.whole { };
  noCaddy = deployer cases.good.noCaddy { services.caddy.enable = false; };
  push = publisher { bucket.name = "releases"; };

  expect = what: found: wanted: {
    inherit what found wanted;
  };
  checks =
    lib.mapAttrsToList (
      name: options:
      expect "the values of ${name}" (values (deployer options { }).services.slipway.deployer)
        plain.values.${name}
    ) cases.good
    ++ lib.mapAttrsToList (
      name: options: expect "the failures of ${name}" (failures (deployer options { })) [ ]
    ) cases.good
    ++ lib.mapAttrsToList (
      name: case:
      expect "whether ${name} is refused by `${case.says}`" (says (failures (deployer case.options { }))
        case.says
      ) true
    ) cases.bad
    ++ [
      (expect "whether Caddy that is not there is asked for" (says (failures (
        deployer cases.good.least { services.caddy.enable = false; }
      )) "add services.caddy.enable = true;") true)
      (expect "whether a Caddyfile of one's own is noticed" (says (failures (
        deployer cases.good.least { services.caddy.configFile = "/etc/Caddyfile"; }
      )) "caddy.configure = false;") true)
      (expect "the failures without Caddy" (failures noCaddy) [ ])
      (expect "what Caddy is told without Caddy" noCaddy.services.caddy.globalConfig "")
      (expect "whether Caddy resumes" least.services.caddy.resume true)
      (expect "what Caddy is told" least.services.caddy.globalConfig
        plain.cases.good.least.caddy.globalConfig
      )
      (expect "how Caddy is reloaded" least.systemd.services.caddy.serviceConfig.ExecReload [
        ""
        "caddy reload"
        "-/written/caddy-forget keep"
        "+-/systemd/bin/systemctl --no-block start slipway-deployer-now.service"
      ])
      (expect "how Caddy is reloaded that never is"
        (deployer cases.good.least { services.caddy.enableReload = false; })
        .systemd.services.caddy.serviceConfig.ExecReload
        [
          ""
          "caddy reload"
        ]
      )
      (expect "where Caddy's socket is" least.systemd.services.caddy.serviceConfig.RuntimeDirectory [
        "caddy"
      ])
      (expect "who wants the daemon" least.systemd.services.slipway-deployer.wantedBy [
        "multi-user.target"
      ])
      (expect "whether there is a timer beside the daemon"
        (least.systemd.timers ? slipway-deployer-sync)
        false
      )
      (expect "who wants the daemon beside the timer" timer.systemd.services.slipway-deployer.wantedBy [ ])
      (expect "who wants the timer" timer.systemd.timers.slipway-deployer-sync.wantedBy [
        "timers.target"
      ])
      (expect "when the timer elapses" timer.systemd.timers.slipway-deployer-sync.timerConfig
        plain.cases.good.timer.units.timer
      )
      (expect "what the units get" whole.systemd.services.slipway-deployer-boot.serviceConfig
        plain.cases.good.whole.units.service
      )
      (expect "whose programs the units find" least.systemd.services.slipway-deployer-sync.path [
        "/nix-package"
      ])
      (expect "who is trusted" whole.nix.settings {
        substituters = [ plain.substituters.whole ];
        trusted-public-keys = cases.good.whole.cache.trustedKeys;
      })
      (expect "who is trusted without a word" least.nix.settings { })
      (expect "what is made for secrets" least.systemd.tmpfiles.rules [
        "d /var/lib/slipway-secrets 0700 root root - -"
      ])
      (expect "what is made of somebody else's directory" whole.systemd.tmpfiles.rules [ ])
      (expect "the settings" (builtins.fromJSON
        (deployer (cases.good.whole // { checkSettings = false; }) { })
        .environment.etc."slipway/deployer.json".source.text
      ) plain.cases.good.whole.settings)
      (expect "whether the settings are checked" (lib.hasInfix "/bin/slipway-deployer --config /written/deployer.json validate"
        least.environment.etc."slipway/deployer.json".source.script
      ) true)
      (expect "the values of the publisher" (
        removeAttrs push.services.slipway.publisher [
          "enable"
          "package"
        ]
      ) base.publisher)
      (expect "the settings of the publisher" (builtins.fromJSON
        push.environment.etc."slipway/slipway.json".source.text
      ) plain.cases.publisher)
      (expect "whether a key in the store is refused" (says (failures (publisher {
        bucket.name = "releases";
        manifestKeyFile = "/nix/store/00000000000000000000000000000000-key";
      })) "manifestKeyFile is /nix/store/") true)
    ];

  wrong = lib.filter (one: one.found != one.wanted) checks;
  shown = value: builtins.toJSON value;
in
if wrong == [ ] then
  "ok, ${toString (lib.length checks)} checks"
else
  throw (
    lib.concatMapStringsSep "\n" (
      one: "${one.what}: found ${shown one.found}, wanted ${shown one.wanted}"
    ) wrong
  )
