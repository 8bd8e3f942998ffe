# A module for nix-nomad.
{
  jobs = {
    web = {
      type = "service";
      datacenters = [
        "dc1"
      ];
      constraints = [
        {
          attribute = "\${attr.unique.hostname}";
          operator = "regexp";
          value = "^(one|two\\.example\\.org|Three_3)$";
        }
        {
          operator = "distinct_hosts";
          value = "true";
        }
      ];
      ui = {
        description = "revision v1.2 <b>\${HOME}</b>";
      };
      group = {
        web = {
          count = 3;
          networks = [
            {
              mode = "host";
              port = {
                http = {
                  static = 8000;
                };
                health = {
                  static = 9000;
                };
              };
            }
          ];
          services = [
            {
              name = "web";
              provider = "nomad";
              port = "http";
              tags = [
                "traefik.enable=true"
                "traefik.http.routers.web.rule=Host(`app.example.org`) && (Path(`/api`) || PathPrefix(`/api/`))"
                "traefik.http.routers.web.priority=10004"
                "traefik.http.middlewares.web.stripprefix.prefixes=/api"
                "traefik.http.routers.web.middlewares=web"
              ];
              checks = [
                {
                  name = "answers";
                  type = "http";
                  interval = 2000000000;
                  timeout = 5000000000;
                  port = "health";
                  path = "/health?deep=1&x=%20";
                }
              ];
            }
          ];
          volume = {
            nix-store = {
              type = "host";
              source = "nix-store";
              readOnly = true;
            };
            srv-app = {
              type = "host";
              source = "srv-app";
              readOnly = false;
            };
            srv-my_2dapp_5f2 = {
              type = "host";
              source = "srv-my_2dapp_5f2";
              readOnly = false;
            };
            var-lib-app-data = {
              type = "host";
              source = "var-lib-app-data";
              readOnly = false;
            };
          };
          restart = {
            attempts = 5;
            interval = 35000000000;
            delay = 7000000000;
            mode = "delay";
          };
          update = {
            maxParallel = 1;
            healthCheck = "checks";
            minHealthyTime = 10000000000;
            healthyDeadline = 130000000000;
            progressDeadline = 730000000000;
            autoRevert = false;
          };
          task = {
            fetch_closure = {
              driver = "raw_exec";
              lifecycle = {
                hook = "prestart";
                sidecar = false;
              };
              config = {
                command = "nix-store";
                args = [
                  "--realise"
                  "/nix/store/0123456789abcdfghijklmnpqrsvwxyz-web_+?=.-1"
                  "--add-root"
                  "\${NOMAD_ALLOC_DIR}/closure"
                ];
              };
              resources = {
                cpu = 100;
                memory = 256;
              };
            };
            web = {
              driver = "exec";
              user = "app";
              config = {
                command = "/nix/store/0123456789abcdfghijklmnpqrsvwxyz-web_+?=.-1/bin/serve";
                args = [
                  "--title"
                  ""
                  "$\${HOME} $$\${attr.kernel.name} $\${env[\"X\"]} %%{ if true }x%%{ endif } {{ env \"HOME\" }} $HOME $$ %% 100%"
                  "quoted \" ' '' \\ \\n ünï ✓"
                  "decomposed é"
                ];
                work_dir = "/srv/app";
                cap_drop = [
                  "all"
                ];
                cap_add = [
                  "net_bind_service"
                  "sys_admin"
                ];
              };
              meta = {
                slipway_dollar = "$";
              };
              env = {
                A_NODE = "\${NOMAD_META_slipway_dollar}{node.unique.name} \${NOMAD_META_slipway_dollar}{NOMAD_PORT_http} $\${NOMAD_META_slipway_dollar}{HOME}";
                KEPT = "\${not a name} $HOME $\${ %{x} {{ key }}";
                PORT = "8000";
                QUOTES = "\"c\" \\ \\n ''\${NOMAD_META_slipway_dollar}{x}''";
                STATE_DIRECTORY = "/var/lib/app/data";
                "with" = "";
              };
              templates = [
                {
                  data = "{{ file \"/var/lib/slipway-secrets/web.env\" }}";
                  destination = "secrets/slipway.env";
                  env = true;
                  changeMode = "noop";
                  perms = "0600";
                }
              ];
              resources = {
                memory = 512;
                cpu = 1500;
              };
              volumeMounts = [
                {
                  volume = "nix-store";
                  destination = "/nix/store";
                  readOnly = true;
                }
                {
                  volume = "srv-app";
                  destination = "/srv/app";
                  readOnly = false;
                }
                {
                  volume = "srv-my_2dapp_5f2";
                  destination = "/srv/my-app_2";
                  readOnly = false;
                }
                {
                  volume = "var-lib-app-data";
                  destination = "/var/lib/app/data";
                  readOnly = false;
                }
              ];
              killTimeout = 45000000000;
              killSignal = "SIGTERM";
            };
          };
        };
      };
    };
  };
}
