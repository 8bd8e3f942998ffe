# What building, and the tests that need no root, take. The end-to-end tests want a Debian-like machine; see CONTRIBUTING.md.
{
  mkShell,
  jdk25_headless,
  maven,
  nixfmt,
  shellcheck,
}:

mkShell {
  packages = [
    jdk25_headless
    maven
    nixfmt
    shellcheck
  ];
  env.JAVA_HOME = jdk25_headless.home;
}
