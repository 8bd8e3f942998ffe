package slipway.deployer.reconcile;

import org.jspecify.annotations.Nullable;

/// Tells, for a small part of what a pass costs, that a pass would find nothing to do: nothing that
/// it looks at has changed since one found the host at rest.
public interface Stillness {
  /// Never knows.
  Stillness UNKNOWN =
      new Stillness() {
        @Override
        public @Nullable String lasting() {
          return null;
        }

        @Override
        public void before() {}

        @Override
        public void after(PassResult result) {}
      };

  /// The ETag of the manifest where that is so. Null once an hour all the same, so that everything
  /// is looked at.
  @Nullable String lasting();

  /// Whether [#lasting] is to write a report, which takes the lock of the host. It does so only
  /// where this was asked before, and said yes.
  default boolean writes() {
    return false;
  }

  /// A pass is about to look at the host. What changes from here on may escape it.
  void before();

  /// That pass is over.
  void after(PassResult result);

  /// The same, and `done` after each pass that looked at the host.
  default Stillness then(Runnable done) {
    Stillness own = this;
    return new Stillness() {
      @Override
      public @Nullable String lasting() {
        return own.lasting();
      }

      @Override
      public boolean writes() {
        return own.writes();
      }

      @Override
      public void before() {
        own.before();
      }

      @Override
      public void after(PassResult result) {
        own.after(result);
        done.run();
      }
    };
  }
}
