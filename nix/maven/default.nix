# A local repository of Maven with all that the build asks for, each file by the SHA-256 that lock.json has of it.
{
  lib,
  fetchurl,
  linkFarm,
}:

linkFarm "slipway-maven-repository" (
  lib.mapAttrsToList (name: sha256: {
    inherit name;
    path = fetchurl {
      url = "mirror://maven/${name}";
      inherit sha256;
    };
  }) (lib.importJSON ./lock.json)
)
