package slipway.deployer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import slipway.cache.Bucket;
import slipway.cache.BucketSettings;
import slipway.cache.Timeouts;
import slipway.deployer.caddy.AdminAddress;
import slipway.deployer.caddy.CaddyRoutes;
import slipway.deployer.cli.Host;
import slipway.deployer.config.NotifySettings;
import slipway.deployer.config.Settings;
import slipway.deployer.config.SettingsException;
import slipway.deployer.config.SettingsFile;
import slipway.deployer.health.HealthProbe;
import slipway.deployer.health.HostPreflight;
import slipway.deployer.health.PortOwners;
import slipway.deployer.health.ProxyAdmin;
import slipway.deployer.health.Ticker;
import slipway.deployer.hooks.HookPrograms;
import slipway.deployer.nix.Copying;
import slipway.deployer.nix.LoopbackTransport;
import slipway.deployer.nix.NativeTransport;
import slipway.deployer.nix.NixClosures;
import slipway.deployer.nix.NixProfiles;
import slipway.deployer.nix.NixTools;
import slipway.deployer.nix.StoreFiles;
import slipway.deployer.nix.Transport;
import slipway.deployer.nix.Trust;
import slipway.deployer.plan.Plan;
import slipway.deployer.plan.Planner;
import slipway.deployer.process.PrivateDirectory;
import slipway.deployer.process.SearchPath;
import slipway.deployer.reconcile.Converger;
import slipway.deployer.reconcile.Doorbell;
import slipway.deployer.reconcile.Edges;
import slipway.deployer.reconcile.Errands;
import slipway.deployer.reconcile.Hooks;
import slipway.deployer.reconcile.HostException;
import slipway.deployer.reconcile.Loop;
import slipway.deployer.reconcile.Meter;
import slipway.deployer.reconcile.NoRoutes;
import slipway.deployer.reconcile.PassRunner;
import slipway.deployer.reconcile.Pauses;
import slipway.deployer.reconcile.Preflight;
import slipway.deployer.reconcile.Reconciler;
import slipway.deployer.reconcile.Routes;
import slipway.deployer.reconcile.Schedule;
import slipway.deployer.reconcile.Stillness;
import slipway.deployer.reconcile.Witness;
import slipway.deployer.report.Reporter;
import slipway.deployer.s3.BucketManifest;
import slipway.deployer.state.FileState;
import slipway.deployer.state.PassLock;
import slipway.deployer.state.StandbyFiles;
import slipway.deployer.status.ArchivePages;
import slipway.deployer.status.HostStatus;
import slipway.deployer.status.SdNotify;
import slipway.deployer.status.StatusReader;
import slipway.deployer.status.Watchdog;
import slipway.deployer.still.Context;
import slipway.deployer.still.Reports;
import slipway.deployer.still.RestKeeper;
import slipway.deployer.still.StillHost;
import slipway.deployer.still.Subjects;
import slipway.deployer.systemd.SystemdBus;
import slipway.deployer.systemd.SystemdUnits;
import slipway.deployer.systemd.TransientUnits;
import slipway.report.Poll;
import slipway.unit.UnitContext;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/// Joins the pure middle to the edges; the only place that knows both, and the only one that reads
/// the clock, the environment and the host's own paths.
final class Wiring implements Host {
  private static final Logger NIX = LoggerFactory.getLogger("nix");
  private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);
  private static final Path PROC = Path.of("/proc");

  /// A poll that takes longer than this has nothing to say that the next one does not.
  private static final Timeouts POLL =
      new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(20), 2);

  /// More than any step takes that began just before the time of its pass was up: a start whose
  /// health may take an hour to come and another to be believed, after jobs of systemd.
  private static final Duration LONGEST_STEP = Duration.ofHours(3);

  private final Path file;
  private final Settings settings;
  private final Map<String, String> environment;
  private final Clock clock;
  private final Place place;
  private final SystemdUnits units;
  private final FileState state;
  private final Metering metering;
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  private Wiring(
      Path file, Settings settings, Map<String, String> environment, Clock clock, Place place) {
    this.file = file;
    this.settings = settings;
    this.environment = environment;
    this.clock = clock;
    this.place = place;
    this.units = new SystemdUnits(place.systemd(), place.root(), settings.unitDirectory());
    this.state = new FileState(settings.stateDirectory());
    this.metering = Metering.of(settings, clock);
    opened.push(place.systemd());
  }

  static Wiring open(Path file, Map<String, String> environment, Clock clock, Place place)
      throws SettingsException {
    return new Wiring(file, SettingsFile.read(file, hostName()), environment, clock, place);
  }

  /// The host that is deployed to.
  ///
  /// @param root what stands for `/`
  /// @param temporary where private directories are made
  record Place(Path root, Path temporary, SystemdBus systemd) {
    static Place here() {
      return new Place(Path.of("/"), Path.of("/tmp"), SystemdBus.ofHost());
    }
  }

  @Override
  public Settings settings() {
    return settings;
  }

  @Override
  public PassRunner passes() throws HostException {
    place.systemd().connectAhead();
    return passes(
        Reporting.timer(),
        host ->
            new RestKeeper(
                host,
                place.root(),
                file,
                new Context(Main.CODE, settings.manifestBucket(), settings.host(), lockFile()),
                metering::pulse));
  }

  /// What polls since the last pass have come to need is back in a moment, what else they have
  /// touched of the AOT cache is not.
  private static boolean again(Reporter reporter) {
    boolean done = reporter.again();
    ArchivePages.giveBack();
    return done;
  }

  /// @param stillness what is made of what this process knows of the host at rest
  private PassRunner passes(Poll poll, Function<StillHost, Stillness> stillness)
      throws HostException {
    Bucket bucket = bucket(settings.manifestBucket(), POLL);
    Reporter reporter =
        settings.reports() ? Reporting.of(settings, poll, bucket, units, clock) : null;
    StillHost still =
        new StillHost(
            place.root(),
            subjects(),
            new BucketManifest(bucket),
            reporter == null ? null : new Reports(reporter::last, () -> again(reporter)),
            clock);
    return new PassRunner(
        reconciler(
            bucket,
            metering.beside(witness(reporter == null ? Witness.NOBODY : reporter)),
            metering.meter()),
        lock(),
        stillness.apply(still),
        metering.meter(),
        new PassRunner.Terms(settings.pass().timeout(), clock));
  }

  private Witness witness(Witness reporter) {
    NotifySettings notify = settings.notifications();
    return notify == null
        ? reporter
        : Witness.all(
            List.of(reporter, Notifying.of(settings, notify, errands(), place.root(), clock)));
  }

  private Errands errands() {
    return new TransientUnits(place.systemd());
  }

  private Subjects subjects() {
    Path state = settings.stateDirectory();
    Path nix = place.root().resolve("nix/var/nix");
    Settings.Caddy caddy = settings.caddy();
    List<Path> files =
        new ArrayList<>(
            List.of(
                file,
                state.resolve("state.json"),
                state.resolve("manifest.json"),
                state.resolve("pause.json")));
    files.addAll(Program.signs(Main.CODE));
    return new Subjects(
        place.root(),
        files,
        place.root().resolve(Path.of("/").relativize(settings.unitDirectory())),
        List.of(
            nix.resolve("profiles").resolve(settings.namespace()),
            nix.resolve("gcroots").resolve(settings.namespace()),
            standby()),
        settings.host().equals(hostName()),
        caddy == null ? null : caddy.admin().toString());
  }

  @Override
  public Plan plan() throws HostException {
    return reconciler(bucket(settings.manifestBucket(), POLL), Witness.NOBODY, Meter.NONE).plan();
  }

  @Override
  public Pauses pauses() {
    String sudoer = environment.get("SUDO_USER");
    return new Pauses(state, lock(), clock, sudoer == null ? environment.get("USER") : sudoer);
  }

  @Override
  public HostStatus status() throws HostException {
    return new StatusReader(settings.host(), state, units, clock).read();
  }

  @Override
  public void loop(Doorbell doorbell) throws HostException, InterruptedException {
    Settings.Poll poll = settings.poll();
    Schedule schedule = new Schedule(poll.interval(), poll.burstInterval(), poll.burst());
    PassRunner passes = passes(Reporting.daemon(poll), host -> host.then(ArchivePages::giveBack));
    opened.push(metering.listen(settings));
    SdNotify systemd = SdNotify.from(environment);
    Loop loop =
        new Loop(
            passes, schedule, doorbell, systemd, new Loop.Chance(clock, new SplittableRandom()));
    Optional<Duration> watched =
        SdNotify.watchdogInterval(environment, ProcessHandle.current().pid());
    if (watched.isEmpty()) {
      loop.run();
      return;
    }
    Duration limit =
        settings.pass().timeout().plus(settings.cache().copyTimeout()).plus(LONGEST_STEP);
    try (Watchdog _ = Watchdog.start(watched.get(), limit, passes::running, systemd::watchdog)) {
      loop.run();
    }
  }

  /// Last opened, first closed: an open connection would hold up the end of the process.
  @Override
  public void close() {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception e) {
        LOG.debug("action=close reason=\"{}\"", e.getMessage());
      }
    }
  }

  private PassLock lock() {
    return new PassLock(lockFile(), clock);
  }

  private Path lockFile() {
    return settings.stateDirectory().resolve("lock");
  }

  private Reconciler reconciler(Bucket bucket, Witness witness, Meter meter) throws HostException {
    return new Reconciler(
        new BucketManifest(bucket),
        state,
        new Converger(
            edges(),
            new Planner(new UnitContext(settings.namespace())),
            settings.pass().parallelism(),
            clock),
        witness,
        new Reconciler.Pass(settings.host(), settings.trust(), meter, clock));
  }

  private Edges edges() throws HostException {
    NixTools nix = NixTools.locate(environment, place.temporary());
    PrivateDirectory.sweep(place.temporary());
    SearchPath programs = SearchPath.of(environment);
    Settings.Cache cache = settings.cache();
    Copying copying =
        new Copying(
            nix, transport(), new Trust(cache.trustedKeys()), cache.copyTimeout(), NIX::debug);
    Path var = place.root().resolve("nix/var/nix");
    return new Edges(
        new NixClosures(copying, place.root(), remembered()),
        new NixProfiles(
            nix,
            var.resolve("profiles").resolve(settings.namespace()),
            var.resolve("gcroots").resolve(settings.namespace())),
        units,
        preflight(programs),
        new HealthProbe(units, PROC, programs, Ticker.SYSTEM),
        routes(),
        new StandbyFiles(standby()),
        hooks());
  }

  private Hooks hooks() {
    HookPrograms.Programs programs = settings.hooks();
    return programs == null
        ? Hooks.NONE
        : new HookPrograms(errands(), programs, settings.host(), settings.namespace(), clock);
  }

  private Path remembered() {
    return place.root().resolve("run/slipway-deployer").resolve(settings.namespace() + ".valid");
  }

  private Path standby() {
    return settings.stateDirectory().resolve("standby");
  }

  private Preflight preflight(SearchPath programs) {
    HostPreflight preflight =
        new HostPreflight(
            units, new PortOwners(PROC), place.root(), settings.secretsDirectory(), programs);
    Settings.Caddy caddy = settings.caddy();
    return caddy == null ? preflight : preflight.with(admin(caddy.admin()), standby(), PROC);
  }

  private static ProxyAdmin admin(AdminAddress address) {
    return switch (address) {
      case AdminAddress.Tcp(var url) -> new ProxyAdmin.Tcp(url.port());
      case AdminAddress.Unix(Path socket) -> new ProxyAdmin.Unix(socket);
    };
  }

  private Routes routes() throws HostException {
    Settings.Caddy caddy = settings.caddy();
    if (caddy == null) {
      return new NoRoutes();
    }
    CaddyRoutes routes =
        new CaddyRoutes(
            caddy.admin(), settings.namespace(), standby(), caddy.server(), caddy.listen());
    opened.push(routes);
    return routes;
  }

  private Transport transport() {
    Settings.Cache cache = settings.cache();
    return switch (cache.transport()) {
      case LOOPBACK ->
          new LoopbackTransport(
              bucket(cache.bucket(), Timeouts.DEFAULT),
              new StoreFiles(place.root()),
              metering.pulled());
      case NATIVE -> new NativeTransport(cache.bucket(), environment);
    };
  }

  private Bucket bucket(BucketSettings where, Timeouts timeouts) {
    Bucket bucket = Bucket.open(where, UrlConnectionHttpClient.builder(), timeouts);
    opened.push(bucket);
    return bucket;
  }

  /// The kernel's own word: a name that had to be looked up would change with the network.
  private static @Nullable String hostName() {
    try {
      String name = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
      return name.isEmpty() || name.equals("(none)") || name.equals("localhost") ? null : name;
    } catch (IOException _) {
      return null;
    }
  }
}
