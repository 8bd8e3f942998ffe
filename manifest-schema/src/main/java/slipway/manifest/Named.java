package slipway.manifest;

/// A constant that the manifest and systemd write as `text`.
public interface Named {
  String text();
}
