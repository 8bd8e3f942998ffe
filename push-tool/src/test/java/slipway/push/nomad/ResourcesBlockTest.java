package slipway.push.nomad;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourcesBlockTest {
  @ParameterizedTest
  @CsvSource({
    "1, 10",
    "10M, 10",
    "10485761, 11",
    "512M, 512",
    "2G, 2048",
    "3T, 3145728",
    "16777215T, 17592184995840"
  })
  void memoryIsWholeMebibytesAndNeverLess(String memoryMax, long megabytes) {
    assertEquals(megabytes, resource("memoryMax", memoryMax, "MemoryMB"));
  }

  @ParameterizedTest
  @CsvSource({"100%, 1, 0", "400%, 4, 0", "150%, 0, 1500", "1%, 0, 10"})
  void aWholeCpuIsACoreAndAPartAShare(String quota, long cores, long megahertz) {
    assertEquals(cores, resource("cpuQuota", quota, "Cores"));
    assertEquals(megahertz, resource("cpuQuota", quota, "CPU"));
  }

  private static long resource(String field, String value, String resource) {
    Export export = Manifests.ofService("{\"systemd\": {\"%s\": \"%s\"}}".formatted(field, value));
    return Manifests.task(export).path("Resources").path(resource).asLong(0);
  }
}
