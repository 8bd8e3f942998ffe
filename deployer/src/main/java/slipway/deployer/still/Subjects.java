package slipway.deployer.still;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// All that a pass looks at on this host.
///
/// @param root `/` but in tests
/// @param files those that decide what a pass does: settings, state, the program itself
/// @param units the directory of our unit files
/// @param trees directories whose entries are links or marks of ours: profiles, roots, pointers
/// @param named whether the host has the name that the kernel has, which settings may have left to
///   it
/// @param proxy Caddy's admin address, null for a host without Caddy
public record Subjects(
    Path root,
    List<Path> files,
    Path units,
    List<Path> trees,
    boolean named,
    @Nullable String proxy) {
  /// Where systemd finds what changes a unit (systemd.unit(5)); what lies in one of these comes and
  /// goes with units of others, so only our names are looked for there.
  private static final String TRANSIENT = "run/systemd/transient";

  private static final List<String> SEARCHED =
      List.of(
          "etc/systemd/system.control",
          "run/systemd/system.control",
          "run/systemd/generator.early",
          "etc/systemd/system",
          "run/systemd/system",
          "run/systemd/generator",
          "usr/local/lib/systemd/system",
          "usr/lib/systemd/system",
          "run/systemd/generator.late");

  private static final String SERVICE = ".service";
  private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");
  private static final Pattern INSTANCE = Pattern.compile("@[^@]*\\.service$");

  public Subjects {
    files = List.copyOf(files);
    trees = List.copyOf(trees);
  }

  /// Empty where something of ours says nothing for little: timers and sockets, and services of a
  /// systemd that keeps no links for those that run.
  Optional<Collection<Subject>> all() throws IOException {
    Set<String> names = names(units);
    if (!names.stream().allMatch(name -> name.endsWith(SERVICE))
        || !Files.isDirectory(root.resolve("run/systemd/units"))) {
      return Optional.empty();
    }
    Set<Path> entries = new LinkedHashSet<>(files);
    entries.add(units);
    for (String name : names) {
      entries.add(units.resolve(name));
      entries.add(root.resolve(TRANSIENT).resolve(name));
    }
    for (String place : SEARCHED) {
      entries.addAll(dropIns(root.resolve(place), names));
    }
    for (Path tree : trees) {
      entries.add(tree);
      entries.addAll(targets(tree));
    }
    List<Subject> all = new ArrayList<>();
    entries.forEach(entry -> all.add(new Subject.Entry(entry)));
    names.forEach(name -> all.add(new Subject.Running(name)));
    if (named) {
      all.add(new Subject.Text(HOST_NAME));
    }
    if (proxy != null) {
      all.add(new Subject.Proxy(proxy));
    }
    return Optional.of(all);
  }

  /// A place where units are searched for, and in it whatever adds to ours.
  private static List<Path> dropIns(Path place, Set<String> units) throws IOException {
    List<Path> entries = new ArrayList<>(List.of(place));
    for (String name : names(place)) {
      if (name.endsWith(".d") && units.stream().anyMatch(unit -> addsTo(name, unit))) {
        Path directory = place.resolve(name);
        entries.add(directory);
        names(directory).forEach(file -> entries.add(directory.resolve(file)));
      }
    }
    return entries;
  }

  /// `web-api.service` is added to by `web-api.service.d`, `web-.service.d` and `service.d`;
  /// `web-api@8001.service` by `web-api@.service.d` and `web-@.service.d`, too.
  private static boolean addsTo(String directory, String unit) {
    String name = directory.substring(0, directory.length() - ".d".length());
    return name.equals(unit)
        || name.equals(INSTANCE.matcher(unit).replaceFirst("@.service"))
        || name.equals("service")
        || isPrefix(name, "-" + SERVICE, unit)
        || isPrefix(name, "-@" + SERVICE, unit);
  }

  private static boolean isPrefix(String name, String end, String unit) {
    return name.endsWith(end)
        && unit.startsWith(name.substring(0, name.length() - end.length()) + "-");
  }

  /// What links in it keep, as far as that lies outside of it.
  private static List<Path> targets(Path tree) throws IOException {
    List<Path> targets = new ArrayList<>();
    for (String name : names(tree)) {
      Path entry = tree.resolve(name);
      if (Files.isSymbolicLink(entry) && Files.readSymbolicLink(entry).isAbsolute()) {
        targets.add(Files.readSymbolicLink(entry));
      }
    }
    return targets;
  }

  private static Set<String> names(Path directory) throws IOException {
    Set<String> names = new TreeSet<>();
    if (Files.isDirectory(directory)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
        entries.forEach(entry -> names.add(String.valueOf(entry.getFileName())));
      }
    }
    return names;
  }
}
