package slipway.deployer.nix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/// Standard error as real versions of Nix wrote it.
class NixErrorTest {
  private static final String WEB = "/nix/store/" + "0".repeat(32) + "-web";

  @Test
  void aPathThatTheBucketLacks() {
    String text = "path '" + WEB + "' is required, but there is no substituter that can build it";
    assertEquals(
        new NixError.Missing(WEB, text),
        NixError.parse(
            "warning: you don't have Internet access; disabling some features\n"
                + "don't know how to build these paths:\n  "
                + WEB
                + "\nerror: "
                + text
                + "\n"));
  }

  @Test
  void aPathThatTheBucketLacksInTheWordsOfOlderNix() {
    assertEquals(
        new NixError.Missing(WEB, "path '" + WEB + "' is not valid"),
        NixError.parse("\u001b[31;1merror:\u001b[0m path '" + WEB + "' is not valid\n"));
  }

  @Test
  void aSignatureByNoTrustedKey() {
    String text = "cannot add path '" + WEB + "' because it lacks a signature by a trusted key";
    assertEquals(
        new NixError.Untrusted(WEB, text), NixError.parse("copying 1 paths...\nerror: " + text));
  }

  @Test
  void aSignatureByNoTrustedKeyInTheWordsOfOlderNix() {
    String text = "cannot add path '" + WEB + "' because it lacks a valid signature";
    assertEquals(new NixError.Untrusted(WEB, text), NixError.parse("error: " + text));
  }

  @Test
  void aFullDisk() {
    String text = "writing to file: No space left on device";
    assertEquals(new NixError.DiskFull(text), NixError.parse("error: " + text));
  }

  @Test
  void aDaemonThatDoesNotAnswer() {
    for (String text :
        new String[] {
          "cannot connect to socket at '/nix/var/nix/daemon-socket/socket': Connection refused",
          "cannot open connection to remote store 'daemon': reading from file: Connection reset by"
              + " peer",
          "Nix daemon disconnected unexpectedly (maybe it crashed?)"
        }) {
      assertEquals(new NixError.DaemonAway(text), NixError.parse("error: " + text));
    }
  }

  @Test
  void anErrorWithItsContinuationAndTrace() {
    assertEquals(
        new NixError.Damaged("hash mismatch importing path; specified: a got: b"),
        NixError.parse(
            """
            error:
                   … while copying
                   error: hash mismatch importing path;
                     specified: a
                     got:       b
            """
                .replace("got:       b", "got: b")));
  }

  @Test
  void wordsThatAreNoError() {
    assertEquals(new NixError.Other("Killed"), NixError.parse("copying…\nKilled\n"));
    assertEquals(new NixError.Other("nix said nothing"), NixError.parse(""));
  }
}
