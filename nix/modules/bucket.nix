# The type of a bucket's options; docs/reference/settings.md, "A bucket".
lib:
let
  inherit (lib) mkOption types;
  optional =
    type: example: description:
    mkOption {
      type = types.nullOr type;
      default = null;
      inherit example description;
    };
in
types.submodule {
  options = {
    name = mkOption {
      type = types.str;
      example = "releases";
      description = "The bucket's name.";
    };
    region = optional types.str "eu-central-1" "Its region. Without one it is us-east-1, which also suits providers without regions.";
    endpoint = optional types.str "https://s3.example.com" "The provider's address. Without one it is AWS in `region`.";
    profile = optional types.str "slipway" "The profile in the credentials file. Without one it is the AWS default chain.";
    pathStyle = optional types.bool true "Whether the bucket's name stands in the path instead of the host name. Without a word it does where an endpoint is given.";
    prefix = optional types.str "team/" "What every key starts with.";
  };
}
