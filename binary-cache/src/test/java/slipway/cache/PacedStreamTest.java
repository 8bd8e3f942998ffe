package slipway.cache;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PacedStreamTest {
  private static final Duration WINDOW = Duration.ofMillis(100);

  @Test
  void aBodyThatCrawlsIsGivenUp() {
    PacedStream crawling = new PacedStream(everyTenMillis(1), WINDOW);
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          IOException slow =
              assertThrows(PacedStream.TooSlow.class, () -> crawling.readNBytes(100_000));
          assertTrue(slow.getMessage().contains("bytes in 0."), slow::getMessage);
        });
  }

  @Test
  void aBodyThatKeepsComingIsRead() throws IOException {
    assertEquals(
        60 * 500, new PacedStream(everyTenMillis(500), WINDOW).readNBytes(60 * 500).length);
  }

  @Test
  void whoReadsSlowlyIsNotTakenForASlowBody() throws Exception {
    byte[] body = {1, 2, 3, 4, 5};
    PacedStream stream = new PacedStream(new ByteArrayInputStream(body), WINDOW);
    byte[] read = new byte[5];
    for (int i = 0; i < 5; i++) {
      Thread.sleep(WINDOW.dividedBy(2));
      read[i] = (byte) stream.read();
    }
    assertArrayEquals(body, read);
    assertEquals(-1, stream.read());
  }

  private static InputStream everyTenMillis(int bytes) {
    return new InputStream() {
      @Override
      public int read() {
        return 0;
      }

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        try {
          Thread.sleep(10);
        } catch (InterruptedException _) {
          throw new InterruptedIOException();
        }
        return Math.min(bytes, length);
      }
    };
  }
}
