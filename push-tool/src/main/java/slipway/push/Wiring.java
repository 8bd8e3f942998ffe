package slipway.push;

import java.io.Console;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import slipway.push.change.Author;
import slipway.push.change.ManifestStore;
import slipway.push.cli.Tools;
import slipway.push.config.PushSettings;
import slipway.push.config.PushSettingsReader;
import slipway.push.doctor.Finding;
import slipway.push.files.KeyFiles;
import slipway.push.files.SettingsFiles;
import slipway.push.operation.BucketScout;
import slipway.push.operation.CacheInfo;
import slipway.push.operation.Init;
import slipway.push.operation.Revisions;
import slipway.push.outcome.Failure;
import slipway.push.page.Pages;
import slipway.push.process.Programs;
import slipway.push.s3.BucketCacheInfo;
import slipway.push.s3.NewBuckets;
import slipway.push.serve.Loopback;
import slipway.push.source.DeveloperName;
import slipway.push.source.GitRevision;
import slipway.push.terminal.Display;
import slipway.push.terminal.Paper;
import slipway.push.terminal.Questions;

/// Puts commands, operations and the outside together. The only one that sees all three.
final class Wiring implements Tools {
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(20);
  private static final int MOST_DOUBLINGS = 6;

  private final Surroundings here;
  private final SettingsFiles settingsFiles;
  private final KeyFiles keys = new KeyFiles();

  Wiring(Surroundings here) {
    this.here = here;
    this.settingsFiles = new SettingsFiles(here.directory());
  }

  @Override
  public PrintWriter out() {
    return here.out();
  }

  @Override
  public Display progress() {
    return here.display();
  }

  @Override
  public Paper paper() {
    boolean terminal =
        here.display().isTerminal()
            && Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    boolean colour = here.environment().getOrDefault("NO_COLOR", "").isEmpty();
    return new Paper(here.display().size().columns(), terminal && colour);
  }

  @Override
  public InstantSource clock() {
    return here.clock();
  }

  @Override
  public Questions questions() {
    return here.questions();
  }

  @Override
  public DeveloperFiles files() {
    return new DeveloperFiles() {
      @Override
      public byte[] read(Path file) throws Failure {
        return settingsFiles.read(file);
      }

      @Override
      public Path settings(Optional<Path> config) {
        return settingsFiles.here(config);
      }

      @Override
      public boolean exists(Path file) {
        return settingsFiles.exists(file);
      }

      @Override
      public void create(Path file, String text) throws Failure {
        settingsFiles.create(file, text);
      }

      @Override
      public void replace(Path file, String text) throws Failure {
        settingsFiles.replace(file, text);
      }

      @Override
      public void swap(Path file, String text, String beginning) throws Failure {
        settingsFiles.swap(file, text, beginning);
      }

      @Override
      public void makeFolder(Path folder) throws Failure {
        settingsFiles.makeFolder(folder);
      }

      @Override
      public List<Path> list(Path folder, String suffix) throws Failure {
        return settingsFiles.list(folder, suffix);
      }
    };
  }

  @Override
  public Revisions revisions() {
    return new GitRevision(silent());
  }

  @Override
  public Init init() {
    return new Init(keys, here.clock(), author(), progress());
  }

  @Override
  public BucketScout scout() {
    return new NewBuckets(here.buckets());
  }

  @Override
  public Session open(Optional<Path> config) throws Failure {
    Path file = settingsFiles.find(config);
    PushSettings settings = PushSettingsReader.read(settingsFiles.read(file), file);
    return new WiredSession(here, settings, keys, silent(), this::pause, author());
  }

  @Override
  public Uploads openCache(Optional<Path> config) throws Failure {
    Path file = settingsFiles.find(config);
    PushSettings settings = PushSettingsReader.read(settingsFiles.read(file), file);
    return WiredUploads.open(here, settings, keys, silent());
  }

  @Override
  public List<Finding> doctor(Optional<Path> config, Optional<Path> hostSettings) throws Failure {
    Path file = settingsFiles.find(config);
    PushSettings settings = PushSettingsReader.read(settingsFiles.read(file), file);
    return new WiredDoctor(here, settings, keys, silent(), author()).findings(hostSettings);
  }

  @Override
  public FirstUse open(PushSettings settings) {
    OpenBuckets buckets = OpenBuckets.of(here, settings);
    return new FirstUse() {
      @Override
      public ManifestStore manifests() {
        return buckets.manifests();
      }

      @Override
      public CacheInfo cacheInfo() {
        return new BucketCacheInfo(buckets.cache());
      }

      @Override
      public void close() {
        buckets.close();
      }
    };
  }

  @Override
  public Serving serve(int port, Pages pages, String policy) throws Failure {
    Loopback server = Loopback.open(port, pages, policy);
    return new Serving() {
      @Override
      public URI address() {
        return server.address();
      }

      @Override
      public void close() {
        server.close();
      }
    };
  }

  private Author author() {
    return new DeveloperName(silent(), here.environment(), here.account());
  }

  private Programs silent() {
    if (!here.verbose()) {
      return new Programs(here.directory(), _ -> {});
    }
    Logger log = LoggerFactory.getLogger(Programs.class);
    return new Programs(here.directory(), here.display()::say)
        .tellingCommands(command -> log.debug("action=run command={}", command));
  }

  /// Full jitter: any time up to a bound that doubles.
  private void pause(int attempt) {
    long bound = SHORTEST_PAUSE.toMillis() << Math.min(attempt, MOST_DOUBLINGS);
    try {
      Thread.sleep(here.random().nextLong(bound));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
