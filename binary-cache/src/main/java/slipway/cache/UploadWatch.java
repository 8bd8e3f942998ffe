package slipway.cache;

/// Is told of an upload while it runs, from many threads.
public interface UploadWatch {
  /// For those who need not know.
  UploadWatch NONE =
      new UploadWatch() {
        @Override
        public void sending(long bytes) {}

        @Override
        public void stored(String key, long bytes) {}
      };

  /// So many more bytes were handed to the network. Negative where what was sent before has to be
  /// sent again.
  void sending(long bytes);

  /// The object of that key and size is in the bucket.
  void stored(String key, long bytes);
}
