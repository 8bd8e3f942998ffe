package slipway.manifest;

/// One thing wrong with a document, for the person who wrote it.
///
/// @param pointer where, as a JSON pointer (RFC 6901); empty for the document as a whole
/// @param message what was found and what was expected; never a value of `env`
public record Problem(String pointer, String message) {
  /// Safe to print on a terminal: control characters of the document's own keys are escaped.
  public Problem {
    pointer = Quoted.printable(pointer);
  }

  @Override
  public String toString() {
    return (pointer.isEmpty() ? "the document" : pointer) + ": " + message;
  }
}
