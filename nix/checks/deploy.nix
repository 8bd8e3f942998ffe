# The main job on NixOS: a push from one machine, a deploy on another, and what a switch, a reboot and a lost bucket do to it.
{
  lib,
  testers,
  writeShellScriptBin,
  writeTextDir,
  darkhttpd,
  slipway,
  # the nixosModules of the flake
  modules,
}:

let
  # Keys of this test and of nothing else.
  manifestKey = "test-manifest-1:Jt3GWjdDAwDFihfeeZGeizxnXy+sP+EyQ0ljRy1cc/ECyc5/yDQaSzTgsX5vYl2TrJzj8ADwUjG8up3t+3z6Kg==";
  manifestPublicKey = "test-manifest-1:AsnOf8g0Gks04LF+b2Jdk6yc4/AA8FIxvLqd7ft8+io=";
  cacheKey = "test-cache-1:NNxybLX8FDAT4nncg1ONGUETiEPLTSuLsW1/BQrhqTmEQ9uXZI5KpBN+zJMgsV8CMQTifHRhyNKFTUkbR0IVdw==";
  cachePublicKey = "test-cache-1:hEPbl2SOSqQTfsyTILFfAjEE4nx0YcjShU1JG0dCFXc=";
  accessKey = "slipway-test";
  secretKey = "slipway-test-secret";
  credentials = ''
    [default]
    aws_access_key_id = ${accessKey}
    aws_secret_access_key = ${secretKey}
  '';
  # Not every release of this server refuses a write whose condition does not hold, and here only one pushes.
  settings = builtins.toJSON {
    bucket = {
      bucket = "releases";
      endpoint = "http://127.0.0.1:7070";
    };
    manifestKeyFile = "manifest.key";
    cacheKeyFile = "cache.key";
    conditionalWrites = "off-and-pushes-may-be-lost";
  };

  # A program that answers its version on the port in $PORT.
  web =
    version:
    writeShellScriptBin "web" ''
      exec ${darkhttpd}/bin/darkhttpd ${writeTextDir "index.html" version} --addr 127.0.0.1 --port "$PORT"
    '';
  first = web "first";
  second = web "second";
  broken = writeShellScriptBin "web" "exit 1";

  entry =
    port: domain: more:
    builtins.toJSON (
      {
        hosts = [ "host" ];
        exec.command = "web";
        http = {
          inherit domain;
          internalPort = port;
        };
        health.timeoutSec = 20;
      }
      // more
    );
in
testers.runNixOSTest {
  name = "slipway-deploy";

  # Else the closures that are to be pushed would be in every store from the start.
  includeTestScriptReferences = false;

  nodes = {
    developer =
      { pkgs, ... }:
      {
        environment.systemPackages = [
          slipway
          pkgs.curl
        ];
        systemd.services.bucket = {
          wantedBy = [ "multi-user.target" ];
          environment = {
            ROOT_ACCESS_KEY = accessKey;
            ROOT_SECRET_KEY = secretKey;
          };
          serviceConfig = {
            StateDirectory = "bucket";
            ExecStart = "${pkgs.versitygw}/bin/versitygw --port :7070 posix /var/lib/bucket";
          };
        };
        networking.firewall.allowedTCPPorts = [ 7070 ];
        virtualisation.memorySize = 2048;
        # Valid in this machine's store, and not in the other's.
        virtualisation.additionalPaths = [
          first
          second
          broken
        ];
      };

    host =
      { pkgs, ... }:
      {
        imports = [ modules.deployer ];
        services.caddy.enable = true;
        services.slipway.deployer = {
          enable = true;
          intervalSec = 5;
          bucket = {
            name = "releases";
            endpoint = "http://developer:7070";
          };
          trustedKeys = [ manifestPublicKey ];
          cache.trustedKeys = [ cachePublicKey ];
          credentialsFile = "/root/credentials";
          caddy.listen = [ ":80" ];
        };
        environment.systemPackages = [ pkgs.curl ];
        virtualisation.memorySize = 2048;

        # What a service of Slipway may require.
        systemd.services.base = {
          wantedBy = [ "multi-user.target" ];
          environment.GENERATION = lib.mkDefault "1";
          serviceConfig.ExecStart = "${pkgs.coreutils}/bin/sleep infinity";
        };

        # As the next configuration of this host: it changes the deployer, Caddy and that service.
        specialisation.next.configuration = {
          services.slipway.deployer.settings.parallelism = 2;
          services.caddy.extraConfig = ''
            http://static.test {
              respond "static"
            }
          '';
          systemd.services.base.environment.GENERATION = "2";
        };
      };
  };

  testScript =
    { nodes, ... }:
    let
      system = nodes.host.system.build.toplevel;
    in
    ''
      slipway = "cd /root/project && AWS_SHARED_CREDENTIALS_FILE=/root/credentials slipway "


      def write(machine, path, text, mode="600"):
          machine.succeed(f"install -D -m {mode} /dev/stdin {path} <<'END'\n{text}\nEND")


      def push(service, path, flags=""):
          return f"{slipway} push {service} {path} -f {service}.json --wait --timeout 2m {flags}"


      def answers(domain, text):
          host.wait_until_succeeds(f"curl -sf -H 'Host: {domain}' http://127.0.0.1/ | grep -x '{text}'", timeout=60)


      def pid(unit):
          return host.succeed(f"systemctl show -p MainPID --value {unit}").strip()


      start_all()
      developer.wait_for_unit("bucket.service")
      developer.wait_for_open_port(7070)
      developer.succeed(
          "curl -sf -X PUT --aws-sigv4 aws:amz:us-east-1:s3 --user ${accessKey}:${secretKey} http://127.0.0.1:7070/releases"
      )
      for one in [developer, host]:
          write(one, "/root/credentials", """${credentials}""")
      write(developer, "/root/project/slipway.json", '${settings}')
      write(developer, "/root/project/manifest.key", "${manifestKey}")
      write(developer, "/root/project/cache.key", "${cacheKey}")
      write(developer, "/root/project/web.json", '${entry 8001 "web.test" { }}')
      write(
          developer,
          "/root/project/needy.json",
          '${
            entry 8002 "needy.test" {
              systemd = {
                requires = [ "base.service" ];
                after = [ "base.service" ];
              };
            }
          }',
      )
      developer.succeed(slipway + "init --host host")

      host.wait_for_unit("slipway-deployer.service")
      host.wait_for_unit("caddy.service")

      with subtest("a push runs, and answers through Caddy"):
          host.fail("nix-store --check-validity ${first}")
          developer.succeed(push("web", "${first}"))
          developer.succeed(push("needy", "${first}"))
          answers("web.test", "first")
          answers("needy.test", "first")

      with subtest("an update"):
          developer.succeed(push("web", "${second}"))
          answers("web.test", "second")

      with subtest("a release that fails, and a rollback"):
          developer.fail(push("web", "${broken}"))
          answers("web.test", "second")
          developer.succeed(slipway + "rollback web --wait --timeout 2m")
          answers("web.test", "second")
          developer.succeed(push("web", "${first}"))
          answers("web.test", "first")

      with subtest("a switch leaves services alone, brings routes back, and heals what it took along"):
          before = pid("web.service")
          daemon = pid("slipway-deployer.service")
          host.succeed("${system}/specialisation/next/bin/switch-to-configuration test >&2")
          answers("static.test", "static")
          answers("web.test", "first")
          answers("needy.test", "first")
          assert pid("web.service") == before, "the switch restarted web.service"
          assert pid("slipway-deployer.service") != daemon, "the daemon has the settings before the switch"
          host.succeed("grep -q parallelism /etc/slipway/deployer.json")

      with subtest("a restart of Caddy"):
          host.systemctl("restart caddy.service")
          answers("web.test", "first")

      with subtest("a reboot without the bucket"):
          developer.systemctl("stop bucket.service")
          host.shutdown()
          host.start()
          host.wait_for_unit("slipway-deployer-boot.service")
          answers("web.test", "first")
          answers("needy.test", "first")
    '';
}
