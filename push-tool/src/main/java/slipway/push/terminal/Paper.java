package slipway.push.terminal;

/// Where results are printed.
///
/// @param columns how wide a line may be
/// @param colour whether tones are shown
public record Paper(int columns, boolean colour) {}
