# A module for nix-nomad.
{
  jobs = {
    waiting = {
      type = "service";
      datacenters = [
        "dc1"
      ];
      constraints = [
        {
          attribute = "\${attr.unique.hostname}";
          operator = "=";
          value = "one";
        }
      ];
      group = {
        waiting = {
          count = 1;
          networks = [
            {
              mode = "host";
              port = {
                http = {
                  static = 8200;
                };
              };
            }
          ];
          services = [
            {
              name = "waiting";
              provider = "nomad";
              port = "http";
              tags = [
                "traefik.enable=true"
                "traefik.http.routers.waiting.rule=Host(`waiting.example.org`)"
                "traefik.http.routers.waiting.priority=10001"
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
            healthCheck = "task_states";
            minHealthyTime = 0;
            healthyDeadline = 63000000000;
            progressDeadline = 663000000000;
            autoRevert = true;
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
                  "/nix/store/0123456789abcdfghijklmnpqrsvwxyz-waiting"
                  "--add-root"
                  "\${NOMAD_ALLOC_DIR}/closure"
                ];
              };
              resources = {
                cpu = 100;
                memory = 256;
              };
            };
            waiting = {
              driver = "exec";
              config = {
                command = "/nix/store/0123456789abcdfghijklmnpqrsvwxyz-waiting/bin/waiting";
                args = [ ];
                cap_drop = [
                  "all"
                ];
              };
              env = {
                PORT = "8200";
              };
              resources = { };
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
