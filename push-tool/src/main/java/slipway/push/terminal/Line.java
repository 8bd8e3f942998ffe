package slipway.push.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// One line for people, in pieces of one tone each. Whatever is put into it, it stays one line and
/// moves nothing else on the terminal.
public record Line(List<Piece> pieces) {
  public static final Line EMPTY = new Line(List.of());

  public Line {
    pieces = List.copyOf(pieces);
  }

  /// Text of one tone.
  public record Piece(String text, Tone tone) {
    public Piece {
      text = Columns.harmless(text);
    }
  }

  public static Line of(String text) {
    return EMPTY.and(text);
  }

  public Line and(String text) {
    return and(text, Tone.PLAIN);
  }

  public Line and(String text, Tone tone) {
    List<Piece> all = new ArrayList<>(pieces);
    all.add(new Piece(text, tone));
    return new Line(all);
  }

  public Line and(Line line) {
    List<Piece> all = new ArrayList<>(pieces);
    all.addAll(line.pieces());
    return new Line(all);
  }

  public int width() {
    return Columns.width(text());
  }

  /// At most so many columns.
  public Line cut(int columns) {
    List<Piece> kept = new ArrayList<>();
    int left = columns;
    for (Piece piece : pieces) {
      int width = Columns.width(piece.text());
      boolean last = width > left || (width == left && !piece.equals(pieces.getLast()));
      kept.add(
          new Piece(last ? Columns.cut(piece.text() + " ", left) : piece.text(), piece.tone()));
      left -= width;
      if (last) {
        break;
      }
    }
    return width() <= columns ? this : new Line(kept);
  }

  /// With spaces behind it, so many columns wide.
  public Line pad(int columns) {
    int missing = columns - width();
    return missing <= 0 ? this : and(" ".repeat(missing));
  }

  /// Without pieces of nothing but blanks at its end.
  Line trimmed() {
    List<Piece> kept = new ArrayList<>(pieces);
    while (!kept.isEmpty() && kept.getLast().text().isBlank()) {
      kept.removeLast();
    }
    return new Line(kept);
  }

  /// Without tones.
  public String text() {
    return pieces.stream().map(Piece::text).collect(Collectors.joining());
  }

  public String coloured() {
    return pieces.stream()
        .map(piece -> piece.tone().of(piece.text()))
        .collect(Collectors.joining());
  }
}
