package slipway.push.nomad;

import java.text.Normalizer;
import java.util.regex.Pattern;

/// Keeps texts as they are where Nomad would put something in for `${NAME}`.
final class Interpolation {
  /// Metadata of a task, which it finds as `NOMAD_META_…` before its variables are made.
  static final String DOLLAR_META = "slipway_dollar";

  /// What is replaced in variables (helper/args/args.go). There is no escape for it.
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{(?=[a-zA-Z0-9_.-]+})");

  private Interpolation() {}

  /// For a driver's configuration, which is a template of HCL: doubling is its escape.
  static String inConfig(String text) {
    return text.replace("${", "$${").replace("%{", "%%{");
  }

  /// Whether the configuration's strings, which HCL keeps composed, can hold the text.
  static boolean survivesConfig(String text) {
    return Normalizer.isNormalized(text, Normalizer.Form.NFC);
  }

  static boolean changesInEnv(String value) {
    return REFERENCE.matcher(value).find();
  }

  /// For a variable. What is put in is not looked at again, so the dollar is put in.
  static String inEnv(String value) {
    return REFERENCE.matcher(value).replaceAll("\\${NOMAD_META_" + DOLLAR_META + "}{");
  }
}
