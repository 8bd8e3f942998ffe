package slipway.e2e.bench;

import java.util.List;

/// Something that is measured: who does it, how it is prepared, and what it should come to.
interface Row {
  /// By which it is asked for.
  String name();

  /// What is measured, in a sentence for the document.
  String about();

  /// Why a column is empty; may be empty itself.
  default String note() {
    return "";
  }

  List<Line> measure(Stage stage, int runs) throws Exception;
}
