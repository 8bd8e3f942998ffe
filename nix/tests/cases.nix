# What hosts may say, and what they may not. Each is a set of options of services.slipway.deployer.
let
  bucket.name = "releases";
  trustedKeys = [ "releases-manifest-1:A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=" ];
  cacheKeys = [ "releases-cache-1:A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=" ];
in
{
  # Each is a configuration whose settings the deployer has to take.
  good = {
    least = {
      inherit bucket trustedKeys;
    };
    timer = {
      inherit bucket trustedKeys;
      mode = "timer";
      intervalSec = 60;
    };
    whole = {
      host = "web-1.example.com";
      namespace = "biz";
      secretsDirectory = "/run/secrets";
      credentialsFile = "/run/secrets/aws";
      environmentFile = "/run/secrets/slipway.env";
      bucket = {
        name = "releases";
        region = "eu-central-1";
        endpoint = "https://s3.example.com:9000";
        profile = "slipway";
        pathStyle = true;
        prefix = "team/";
      };
      inherit trustedKeys;
      cache = {
        bucket = {
          name = "closures";
          endpoint = "http://10.0.0.1:3900";
          region = "garage";
        };
        trustedKeys = cacheKeys;
        transport = "native";
      };
      substitute = true;
      caddy.listen = [
        ":80"
        ":443"
      ];
      settings = {
        parallelism = 8;
        poll.burstIntervalSec = 5;
        cache.copyTimeoutSec = 60;
        report.enabled = false;
      };
    };
    unsigned = {
      inherit bucket;
      allowUnsigned = true;
    };
    noCaddy = {
      inherit bucket trustedKeys;
      caddy.enable = false;
    };
    otherSocket = {
      inherit bucket trustedKeys;
      caddy.socket = "/run/caddy-2/admin.sock";
    };
  };

  # Each has one thing wrong, which the modules' assertions have to say by a part of their message.
  bad = {
    noKey = {
      options = {
        inherit bucket;
      };
      says = "services.slipway.deployer.trustedKeys is empty";
    };
    noKeyAtAll = {
      options = {
        inherit bucket;
        trustedKeys = [ "releases-manifest-1" ];
      };
      says = "trustedKeys has what is no public key, without a name";
    };
    secretKey = {
      options = {
        inherit bucket trustedKeys;
        cache.trustedKeys = [
          "releases-cache-1:A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbgDoQe/884Qvh1w3RjnS8CZZ+TWMJulDV8d3IZkElUxuA=="
        ];
      };
      says = "cache.trustedKeys has what is no public key, named \"releases-cache-1\"";
    };
    namespace = {
      options = {
        inherit bucket trustedKeys;
        namespace = "Biz-1";
      };
      says = "namespace is \"Biz-1\"";
    };
    never = {
      options = {
        inherit bucket trustedKeys;
        intervalSec = 0;
      };
      says = "intervalSec is 0";
    };
    seldom = {
      options = {
        inherit bucket trustedKeys;
        mode = "timer";
        intervalSec = 86401;
      };
      says = "intervalSec is 86401";
    };
    noAddress = {
      options = {
        inherit bucket trustedKeys;
        caddy.listen = [ ];
      };
      says = "caddy.listen is empty";
    };
    secretsInStore = {
      options = {
        inherit bucket trustedKeys;
        secretsDirectory = "/nix/store/00000000000000000000000000000000-secrets";
      };
      says = "secretsDirectory is /nix/store/";
    };
    credentialsInStore = {
      options = {
        inherit bucket trustedKeys;
        credentialsFile = "/nix/store/00000000000000000000000000000000-credentials";
      };
      says = "credentialsFile is /nix/store/";
    };
    environmentInStore = {
      options = {
        inherit bucket trustedKeys;
        environmentFile = "/nix/store/00000000000000000000000000000000-env";
      };
      says = "environmentFile is /nix/store/";
    };
    nativeWithPrefix = {
      options = {
        bucket = {
          name = "releases";
          prefix = "team/";
        };
        inherit trustedKeys;
        cache.transport = "native";
        substitute = false;
      };
      says = "Nix knows no prefix";
    };
    substituteWithPrefix = {
      options = {
        bucket = {
          name = "releases";
          prefix = "team/";
        };
        inherit trustedKeys;
        substitute = true;
      };
      says = "Nix knows no prefix";
    };
  };

  # Each has a value that only the deployer knows to be wrong: building the system fails by what it says.
  refused = {
    unknownKey = {
      options = {
        inherit bucket trustedKeys;
        settings.paralelism = 8;
      };
      says = "paralelism";
    };
    noBucketName = {
      options = {
        bucket.name = "Releases_!";
        inherit trustedKeys;
      };
      says = "/manifest/bucket";
    };
  };
}
