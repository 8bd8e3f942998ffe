# A module for nix-nomad.
{
  jobs = {
    shop- = {
      type = "service";
      datacenters = [
        "dc1"
      ];
      constraints = [
        {
          attribute = "\${attr.unique.hostname}";
          operator = "regexp";
          value = "^(one|two)$";
        }
      ];
      spreads = [
        {
          attribute = "\${attr.unique.hostname}";
          weight = 100;
        }
      ];
      group = {
        shop- = {
          count = 2;
          networks = [
            {
              mode = "host";
              port = {
                http = { };
              };
            }
          ];
          services = [
            {
              name = "shop";
              provider = "nomad";
              port = "http";
              tags = [
                "traefik.enable=true"
                "traefik.http.routers.shop-.rule=HostRegexp(`^[^.]+\\.example\\.org$`)"
                "traefik.http.routers.shop-.priority=1"
              ];
              canaryTags = [
                "traefik.enable=false"
              ];
              checks = [
                {
                  name = "accepts connections";
                  type = "tcp";
                  interval = 1000000000;
                  timeout = 5000000000;
                  port = "http";
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
          };
          restart = {
            attempts = 5;
            interval = 25000000000;
            delay = 5000000000;
            mode = "delay";
          };
          update = {
            maxParallel = 1;
            healthCheck = "checks";
            minHealthyTime = 3000000000;
            healthyDeadline = 63000000000;
            progressDeadline = 663000000000;
            autoRevert = true;
            canary = 2;
            autoPromote = true;
          };
          shutdownDelay = 30000000000;
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
                  "/nix/store/0123456789abcdfghijklmnpqrsvwxyz-shop"
                  "--add-root"
                  "\${NOMAD_ALLOC_DIR}/closure"
                ];
              };
              resources = {
                cpu = 100;
                memory = 256;
              };
            };
            shop- = {
              driver = "exec";
              config = {
                command = "/nix/store/0123456789abcdfghijklmnpqrsvwxyz-shop/libexec/shop";
                args = [ ];
                cap_drop = [
                  "all"
                ];
              };
              env = {
                LISTEN_PORT = "\${NOMAD_PORT_http}";
              };
              resources = {
                memory = 10;
                cores = 2;
              };
              volumeMounts = [
                {
                  volume = "nix-store";
                  destination = "/nix/store";
                  readOnly = true;
                }
              ];
              killTimeout = 90000000000;
              killSignal = "SIGTERM";
            };
          };
        };
      };
    };
  };
}
