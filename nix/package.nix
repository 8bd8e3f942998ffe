# Both commands, built from source. Each is an image as in docs/decisions/0021-an-image-is-one-directory.md: jars, a Java with the
# modules that they use, and the AOT cache that this Java has made of these jars.
{
  lib,
  stdenv,
  callPackage,
  coreutils,
  diffutils,
  gnused,
  jdk25_headless,
  makeWrapper,
  maven,
}:

let
  root = ../.;
  pom = builtins.readFile (root + "/pom.xml");
  version = builtins.head (builtins.match ".*\n  <version>([^<]*)</version>.*" pom);
  repository = callPackage ./maven { };
  # What libexec/launch runs.
  tools = lib.makeBinPath [
    coreutils
    diffutils
    gnused
  ];
in
stdenv.mkDerivation {
  pname = "slipway";
  inherit version;

  src = lib.fileset.toSource {
    inherit root;
    # The modules of pom.xml have to be there, also those that are not built.
    fileset = lib.fileset.unions [
      (root + "/.mvn")
      (root + "/pom.xml")
      (root + "/manifest-schema")
      (root + "/binary-cache")
      (root + "/deployer")
      (root + "/push-tool")
      (root + "/packaging")
      (root + "/e2e/pom.xml")
      (root + "/e2e/host/jdk25")
    ];
  };

  outputs = [
    "out"
    "deployer"
  ];

  nativeBuildInputs = [
    makeWrapper
    maven
  ];

  env.JAVA_HOME = jdk25_headless.home;

  # The scripts of a distribution are run before fixupPhase, to make the caches.
  postPatch = ''
    patchShebangs packaging e2e/host deployer push-tool binary-cache
  '';

  buildPhase = ''
    runHook preBuild
    cp -rL --no-preserve=mode ${repository} "$TMPDIR/repository"
    mvn --batch-mode --offline -Dmaven.repo.local="$TMPDIR/repository" \
      -DskipTests -pl deployer,push-tool,packaging -am package
    runHook postBuild
  '';

  # A JVM refuses a cache whose jars have another time than when it was made, and Nix sets all times in the store to 1. So they are
  # 1 before the cache is made.
  installPhase = ''
    runHook preInstall
    export SOURCE_DATE_EPOCH=1
    install_image() {
      image=$(packaging/image "$1" ${version} "$2/lib")
      mkdir -p "$2/bin"
      makeWrapper "$image/bin/$3" "$2/bin/$3" --suffix PATH : ${tools}
      mv "$image/share" "$2/share"
    }
    install_image push-tool/target/dist "$out" slipway
    install_image deployer/target/dist "$deployer" slipway-deployer
    mkdir -p "$deployer/lib/systemd/system"
    for unit in "$image"/systemd/*; do
      sed -e "s|=/opt/slipway/deployer/bin/|=$deployer/bin/|" -e "s|=kill |=${coreutils}/bin/kill |" \
        "$unit" >"$deployer/lib/systemd/system/''${unit##*/}"
    done
    rm -r "$image/systemd"
    runHook postInstall
  '';

  # An image is not changed after its cache was made.
  dontStrip = true;
  dontPatchELF = true;
  dontPatchShebangs = true;

  meta = {
    description = "Deploys services built with Nix through a bucket";
    license = lib.licenses.asl20;
    mainProgram = "slipway";
    platforms = [
      "x86_64-linux"
      "aarch64-linux"
    ];
  };
}
