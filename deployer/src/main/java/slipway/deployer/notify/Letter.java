package slipway.deployer.notify;

/// A message, written and ready to be sent.
///
/// @param id the same for each attempt to deliver it
/// @param text one line for people
/// @param body the whole, as JSON
public record Letter(String id, Event event, String text, String body) {}
