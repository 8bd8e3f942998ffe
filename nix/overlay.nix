# Both commands. They are outputs of one build, because their manuals and jars come from one run of Maven.
final: _prev: {
  slipway = final.callPackage ./package.nix { };
  slipway-deployer = final.slipway.deployer // {
    meta = final.slipway.meta // {
      description = "Makes a host run what the signed manifest in a bucket says";
      mainProgram = "slipway-deployer";
    };
  };
}
