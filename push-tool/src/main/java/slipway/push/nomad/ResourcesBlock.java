package slipway.push.nomad;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import slipway.manifest.Systemd;
import tools.jackson.databind.node.ObjectNode;

/// `Resources` (api/resources.go). Nomad places tasks by these, and knows no task without a limit
/// on memory.
final class ResourcesBlock {
  private static final String MEMORY = "systemd.memoryMax";
  private static final Pattern BYTES = Pattern.compile("(?<count>[0-9]+)(?<unit>[KMGT]?)");
  private static final int MEBIBYTE_SHIFT = 20;
  private static final long LEAST_MEBIBYTES = 10;
  private static final int WHOLE_CPU = 100;
  private static final int MEGAHERTZ_PER_PERCENT = 10;

  private ResourcesBlock() {}

  static ObjectNode of(Systemd systemd, Warnings warnings) {
    ObjectNode resources = Tree.object();
    memory(systemd.memoryMax(), resources, warnings);
    if (systemd.cpuQuota() != null) {
      cpu(systemd.cpuQuota(), resources, warnings);
    }
    return resources;
  }

  private static void memory(@Nullable String max, ObjectNode resources, Warnings warnings) {
    Matcher bytes = BYTES.matcher(max == null ? "" : max);
    if (!bytes.matches()) {
      warnings.add(
          MEMORY,
          (max == null ? "is not set" : max + " is no number of bytes")
              + ": Nomad's own 300 MB are reserved, and are the limit");
      return;
    }
    long count = Long.parseLong(bytes.group("count"));
    int shift = 10 * " KMGT".indexOf(bytes.group("unit").isEmpty() ? " " : bytes.group("unit"));
    long wanted =
        shift < MEBIBYTE_SHIFT
            ? Math.ceilDiv(count, 1L << (MEBIBYTE_SHIFT - shift))
            : count << (shift - MEBIBYTE_SHIFT);
    if (wanted < LEAST_MEBIBYTES) {
      warnings.add(MEMORY, max + " is less than the 10 MB that Nomad gives to a task at least");
    }
    resources.put("MemoryMB", Math.max(LEAST_MEBIBYTES, wanted));
  }

  private static void cpu(String quota, ObjectNode resources, Warnings warnings) {
    int percent = Integer.parseInt(quota.substring(0, quota.length() - 1));
    if (percent % WHOLE_CPU == 0) {
      resources.put("Cores", percent / WHOLE_CPU);
      warnings.add(
          "systemd.cpuQuota", quota + " becomes cores that no other task with cores may use");
    } else {
      resources.put("CPU", percent * MEGAHERTZ_PER_PERCENT);
      warnings.add(
          "systemd.cpuQuota",
          "%s becomes a share of %d MHz, 1000 for a CPU: no limit while others leave it more"
              .formatted(quota, percent * MEGAHERTZ_PER_PERCENT));
    }
  }
}
