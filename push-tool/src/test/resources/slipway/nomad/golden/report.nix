# A module for nix-nomad.
{
  jobs = {
    report = {
      type = "batch";
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
      periodic = {
        enabled = true;
        crons = [
          "0 4 * * 1,2,3,4,5"
        ];
        timeZone = "Europe/Berlin";
        prohibitOverlap = true;
      };
      meta = {
        slipway_timer = "Mon..Fri 04:00 Europe/Berlin";
      };
      group = {
        report = {
          count = 1;
          volume = {
            nix-store = {
              type = "host";
              source = "nix-store";
              readOnly = true;
            };
          };
          restart = {
            attempts = 0;
            interval = 25000000000;
            delay = 5000000000;
            mode = "fail";
          };
          reschedule = {
            attempts = 0;
            unlimited = false;
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
                  "/nix/store/0123456789abcdfghijklmnpqrsvwxyz-report"
                  "--add-root"
                  "\${NOMAD_ALLOC_DIR}/closure"
                ];
              };
              resources = {
                cpu = 100;
                memory = 256;
              };
            };
            report = {
              driver = "exec";
              user = "root";
              config = {
                command = "/nix/store/0123456789abcdfghijklmnpqrsvwxyz-report/bin/report";
                args = [ ];
                cap_drop = [
                  "all"
                ];
              };
              env = { };
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
