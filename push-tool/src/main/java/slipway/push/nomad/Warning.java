package slipway.push.nomad;

/// Something that the manifest says and the job does not, or not by itself.
///
/// @param service empty where it is about the manifest as a whole
/// @param field as the manifest's reference names it, such as `systemd.after`
public record Warning(String service, String field, String message) {}
