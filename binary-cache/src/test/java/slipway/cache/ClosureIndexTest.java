package slipway.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import slipway.manifest.StorePath;

class ClosureIndexTest {
  private static final StorePath TOP = IndexTexts.path('0');
  private static final String LEAF = IndexTexts.narInfo('1');
  private static final String OF_TOP = IndexTexts.narInfo('0');

  @Test
  void whatIsWrittenIsRead() {
    ClosureIndex index = read(IndexTexts.index(LEAF, OF_TOP));
    assertEquals(
        List.of(NarInfo.key(IndexTexts.path('1')), NarInfo.key(TOP)),
        List.copyOf(index.entries().keySet()));
    ClosureIndex.Entry entry = index.entries().lastEntry().getValue();
    assertEquals(TOP, entry.path());
    assertEquals(IndexTexts.archiveKey('0'), entry.url());
    assertEquals(OptionalLong.of(5), entry.fileSize());
    assertEquals(OF_TOP, new String(entry.text(), UTF_8));
  }

  @Test
  void theSameNarinfosGiveTheSameBytes() {
    assertArrayEquals(IndexTexts.index(LEAF, OF_TOP), IndexTexts.index(LEAF, OF_TOP));
  }

  /// Version 1 as it is released: it must still be read.
  @Test
  void theFormatIsWhatItWas() {
    String text =
        "slipway-closure-index 1\n%s %d\n%send 1\n".formatted(TOP.hash(), OF_TOP.length(), OF_TOP);
    assertEquals(text, IndexTexts.unzipped(IndexTexts.index(OF_TOP)));
    assertEquals("index/00000000000000000000000000000000.gz", ClosureIndex.key(TOP));
  }

  @Test
  void aClosureThatIsTooLargeIsNotWritten() {
    byte[] narInfo = (OF_TOP + "X: " + "x".repeat(NarInfo.MAX_BYTES - 500) + "\n").getBytes(UTF_8);
    List<byte[]> many = IntStream.range(0, 9).mapToObj(_ -> narInfo).toList();
    assertEquals(Optional.empty(), ClosureIndex.write(many));
  }

  @Test
  void anotherVersionIsNotRead() {
    assertUnusable(
        "begins with \"slipway-closure-index 2\"",
        text(TOP.hash(), OF_TOP, 1).replace("index 1", "index 2"));
  }

  @Test
  void anIndexOfAnotherPathIsNotUsed() {
    assertUnusable("lacks the narinfo of " + TOP, IndexTexts.index(LEAF));
  }

  @Test
  void aNarinfoThatIsNotFitForNixSpoilsAllOfIt() {
    String elsewhere = IndexTexts.narInfo(TOP, "http://elsewhere.test/x", 5);
    assertUnusable("URL is \"http://elsewhere.test/x\"", text(TOP.hash(), elsewhere, 1));
    assertUnusable("StorePath is \"" + TOP, text("2".repeat(32), OF_TOP, 1));
    assertUnusable("wanted \"Key: value\"", text(TOP.hash(), "nonsense\n", 1));
  }

  @Test
  void whatIsCutOffAnywhereIsNotUsed() {
    byte[] whole = IndexTexts.index(LEAF, OF_TOP);
    for (int length = 0; length < whole.length; length++) {
      assertInstanceOf(
          ClosureIndex.Reading.Unusable.class,
          ClosureIndex.read(TOP, Arrays.copyOf(whole, length)),
          "cut after " + length);
    }
    String text = IndexTexts.unzipped(whole);
    for (int length = 0; length < text.length(); length++) {
      assertUnusable("", text.substring(0, length));
    }
  }

  @Test
  void whatComesAfterTheEndIsNoIndex() {
    assertUnusable("after its end", text(TOP.hash(), OF_TOP, 1) + "x");
  }

  @Test
  void aWrongCountIsNoIndex() {
    assertUnusable("wanted a narinfo or \"end 1\"", text(TOP.hash(), OF_TOP, 2));
  }

  @Test
  void aPathThatComesTwiceIsNoIndex() {
    String entry = TOP.hash() + " " + OF_TOP.length() + "\n" + OF_TOP;
    assertUnusable("comes twice", ClosureIndex.HEAD + "\n" + entry + entry + "end 2\n");
  }

  @Test
  void whatUnfoldsToMoreThanTheLimitIsLeftFolded() {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    text.writeBytes((ClosureIndex.HEAD + "\n").getBytes(UTF_8));
    for (int path = 0; path < 64; path++) {
      StorePath each = StorePath.of("/nix/store/%032d-web".formatted(path));
      String narInfo =
          IndexTexts.narInfo(each, IndexTexts.archiveKey('1'), 5)
              + "X: "
              + "x".repeat(NarInfo.MAX_BYTES - 500)
              + "\n";
      text.writeBytes((each.hash() + " " + narInfo.length() + "\n" + narInfo).getBytes(UTF_8));
    }
    byte[] bomb = IndexTexts.zipped(text.toByteArray());
    assertTrue(bomb.length < 1 << 20, () -> bomb.length + " bytes");
    assertUnusable("unfolds to more than", bomb);
  }

  @Test
  void anEndlessLineIsNotHeld() {
    assertUnusable("found \"aaaa", IndexTexts.zipped("a".repeat(1 << 24).getBytes(UTF_8)));
  }

  @Test
  void lengthsThatNothingHasAreRefused() {
    for (String length : List.of("0", "-1", "99999999", "9999999", "1e3", "")) {
      assertUnusable("", ClosureIndex.HEAD + "\n" + TOP.hash() + " " + length + "\n" + OF_TOP);
    }
  }

  @Test
  void aFileThatIsNoGzipIsNotUsed() {
    assertUnusable("not whole gzip", OF_TOP.getBytes(UTF_8));
    assertUnusable("not whole gzip", new byte[0]);
  }

  /// Whatever stands there, it is either read as one that could have been written, or refused.
  @Test
  void noBytesAtAllDoMoreThanBeingRefused() {
    long seed = Long.getLong("slipway.test.seed", System.nanoTime());
    SplittableRandom random = new SplittableRandom(seed);
    byte[] text = IndexTexts.unzipped(IndexTexts.index(LEAF, OF_TOP)).getBytes(UTF_8);
    byte[] object = IndexTexts.index(LEAF, OF_TOP);
    for (int round = 0; round < 3_000; round++) {
      String shown = "seed " + seed + ", round " + round;
      requireFit(ClosureIndex.read(TOP, IndexTexts.zipped(spoilt(text, random))), shown);
      requireFit(ClosureIndex.read(TOP, spoilt(object, random)), shown);
    }
  }

  private static byte[] spoilt(byte[] whole, SplittableRandom random) {
    byte[] spoilt = Arrays.copyOf(whole, 1 + random.nextInt(whole.length + 20));
    int changes = random.nextInt(4);
    for (int change = 0; change < changes; change++) {
      spoilt[random.nextInt(spoilt.length)] = (byte) random.nextInt(256);
    }
    return spoilt;
  }

  private static void requireFit(ClosureIndex.Reading reading, String shown) {
    switch (reading) {
      case ClosureIndex.Reading.Unusable(String problem) ->
          assertTrue(problem.length() < 2_000 && problem.indexOf('\n') < 0, shown);
      case ClosureIndex.Reading.Read(ClosureIndex index) ->
          index
              .entries()
              .forEach((key, entry) ->
                  assertEquals(Optional.empty(), NarInfoRule.objection(key, entry.text()), shown));
    }
  }

  private static ClosureIndex read(byte[] object) {
    return assertInstanceOf(ClosureIndex.Reading.Read.class, ClosureIndex.read(TOP, object))
        .index();
  }

  private static String text(String hash, String narInfo, int count) {
    return "%s\n%s %d\n%send %d\n"
        .formatted(ClosureIndex.HEAD, hash, narInfo.length(), narInfo, count);
  }

  private static void assertUnusable(String reason, String text) {
    assertUnusable(reason, IndexTexts.zipped(text.getBytes(UTF_8)));
  }

  private static void assertUnusable(String reason, byte[] object) {
    ClosureIndex.Reading.Unusable unusable =
        assertInstanceOf(ClosureIndex.Reading.Unusable.class, ClosureIndex.read(TOP, object));
    assertTrue(unusable.problem().contains(reason), unusable::problem);
  }
}
