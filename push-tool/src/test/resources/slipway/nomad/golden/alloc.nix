# A module for nix-nomad.
{
  jobs = {
    alloc = {
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
        enabled = false;
      };
      meta = {
        slipway_timer = "Mon *-*~01 04:00:00";
      };
      group = {
        alloc = {
          count = 1;
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
                  "/nix/store/0123456789abcdfghijklmnpqrsvwxyz-alloc"
                  "--add-root"
                  "\${NOMAD_ALLOC_DIR}/closure"
                ];
              };
              resources = {
                cpu = 100;
                memory = 256;
              };
            };
            alloc-task = {
              driver = "exec";
              config = {
                command = "/nix/store/0123456789abcdfghijklmnpqrsvwxyz-alloc";
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
