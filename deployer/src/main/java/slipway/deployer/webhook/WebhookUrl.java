package slipway.deployer.webhook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import okhttp3.HttpUrl;

/// Reads a webhook's URL at use. What it holds is in no message.
final class WebhookUrl {
  private static final int LONGEST = 8192;

  private static final Set<PosixFilePermission> LOOSE =
      Set.of(
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private WebhookUrl() {}

  static HttpUrl of(WebhookAddress address) throws Unusable {
    return switch (address) {
      case WebhookAddress.Written(String url) -> parse(url, "notify.webhook.url");
      case WebhookAddress.InFile(Path file) -> parse(read(file), file.toString());
    };
  }

  private static HttpUrl parse(String text, String place) throws Unusable {
    HttpUrl url = HttpUrl.parse(text.strip());
    if (url == null) {
      throw new Unusable(place + " holds no URL; wanted one line, https://…");
    }
    return url;
  }

  private static String read(Path file) throws Unusable {
    try {
      if (Files.getPosixFilePermissions(file).stream().anyMatch(LOOSE::contains)) {
        throw new Unusable("%s is open to other users; run `chmod 0600 %s`".formatted(file, file));
      }
      if (!Files.isRegularFile(file) || Files.size(file) > LONGEST) {
        throw new Unusable(file + " is no file of one line; write the URL into it, mode 0600");
      }
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (NoSuchFileException _) {
      throw new Unusable(file + " is missing; write the URL into it, mode 0600");
    } catch (IOException e) {
      throw new Unusable("%s cannot be read (%s)".formatted(file, e.getClass().getSimpleName()));
    }
  }

  /// There is no URL; the message says why.
  static final class Unusable extends Exception {
    private static final long serialVersionUID = 1;

    Unusable(String reason) {
      super(reason);
    }
  }
}
