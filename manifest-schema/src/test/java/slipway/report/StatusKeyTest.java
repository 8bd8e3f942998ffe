package slipway.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusKeyTest {
  @ParameterizedTest
  @ValueSource(strings = {"biz", "web-1.example.org", "Three_3", "7"})
  void aHostHasOneKey(String host) {
    assertEquals("status/" + host + ".json", StatusKey.of(host));
    assertEquals(Optional.of(host), StatusKey.hostOf(StatusKey.of(host)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "..", "../manifest", "a/b", "a b", "a\n", "-a", "a.", "é", "a\0"})
  void noOtherNameLeadsAnywhere(String host) {
    assertThrows(IllegalArgumentException.class, () -> StatusKey.of(host));
    assertEquals(Optional.empty(), StatusKey.hostOf("status/" + host + ".json"));
  }

  @Test
  void otherObjectsAreNoReports() {
    assertEquals(Optional.empty(), StatusKey.hostOf("status/a.txt"));
    assertEquals(Optional.empty(), StatusKey.hostOf("manifest.json"));
    assertEquals(Optional.empty(), StatusKey.hostOf("status/.json"));
  }
}
