package slipway.push.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import slipway.push.change.ManifestStore;
import slipway.push.change.ManifestUpdate;
import slipway.push.config.PushSettings;
import slipway.push.doctor.Finding;
import slipway.push.operation.Apply;
import slipway.push.operation.BucketScout;
import slipway.push.operation.CacheInfo;
import slipway.push.operation.ClosureDifferences;
import slipway.push.operation.Closures;
import slipway.push.operation.Comparison;
import slipway.push.operation.History;
import slipway.push.operation.Init;
import slipway.push.operation.Push;
import slipway.push.operation.Revisions;
import slipway.push.operation.Rollback;
import slipway.push.operation.Status;
import slipway.push.operation.Survey;
import slipway.push.operation.Wait;
import slipway.push.outcome.Failure;
import slipway.push.page.Pages;
import slipway.push.terminal.Display;
import slipway.push.terminal.Paper;
import slipway.push.terminal.Questions;

/// What commands work with, however it is made.
public interface Tools {
  PrintWriter out();

  Display progress();

  /// Where [#out] leads.
  Paper paper();

  InstantSource clock();

  Questions questions();

  DeveloperFiles files();

  Revisions revisions();

  Init init();

  BucketScout scout();

  /// Reads the settings that hold here and opens what they name.
  ///
  /// @param config what `--config` says
  Session open(Optional<Path> config) throws Failure;

  /// The same, and no more of it than an upload needs.
  Uploads openCache(Optional<Path> config) throws Failure;

  /// Looks at all that a push needs.
  ///
  /// @param hostSettings a host's settings file to be looked at, too
  List<Finding> doctor(Optional<Path> config, Optional<Path> hostSettings) throws Failure;

  /// Opens the bucket of settings whose keys may not exist yet.
  FirstUse open(PushSettings settings);

  /// Shows a page to browsers of this machine until that is closed.
  ///
  /// @param port 0 means any that is free
  /// @param policy the content security policy of the page
  Serving serve(int port, Pages pages, String policy) throws Failure;

  /// A page that is being served.
  interface Serving extends AutoCloseable {
    URI address();

    @Override
    void close();
  }

  /// One command's use of the cache.
  interface Uploads extends AutoCloseable {
    Closures closures();

    @Override
    void close();
  }

  /// One command's use of the buckets.
  interface Session extends AutoCloseable {
    /// Needs the key that signs closures, which no other part of a session does.
    Closures closures() throws Failure;

    ManifestUpdate update();

    Push push(Closures closures);

    Apply apply();

    Rollback rollback() throws Failure;

    ClosureDifferences closureDifferences();

    History history();

    Comparison comparison();

    Wait waiting();

    Status status();

    Survey survey();

    @Override
    void close();
  }

  /// The buckets before anything is in them.
  interface FirstUse extends AutoCloseable {
    ManifestStore manifests();

    CacheInfo cacheInfo();

    @Override
    void close();
  }

  /// Files that the developer names.
  interface DeveloperFiles {
    byte[] read(Path file) throws Failure;

    /// The settings file that `init` is about, there or not.
    Path settings(Optional<Path> config);

    boolean exists(Path file);

    void create(Path file, String text) throws Failure;

    /// Puts a text in the place of what is there.
    void replace(Path file, String text) throws Failure;

    /// Puts a text, whole, where nothing is or one that begins as this one has to.
    void swap(Path file, String text, String beginning) throws Failure;

    /// Makes a folder, and those above it, where they are missing.
    void makeFolder(Path folder) throws Failure;

    /// The files of a folder whose names end in `suffix`, without hidden ones, sorted.
    List<Path> list(Path folder, String suffix) throws Failure;
  }
}
