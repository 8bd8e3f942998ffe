package slipway.cache;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// The answer to one request. Exactly one of its methods that send is called.
record Reply(HttpExchange exchange) {
  private static final int NO_BODY = -1;
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  void header(String name, String value) {
    exchange.getResponseHeaders().set(name, value);
  }

  void empty(int status) throws IOException {
    exchange.sendResponseHeaders(status, NO_BODY);
  }

  /// A sentence for whoever reads Nix's error message.
  void text(int status, String sentence) throws IOException {
    byte[] bytes = (sentence + "\n").getBytes(StandardCharsets.UTF_8);
    header("Content-Type", "text/plain; charset=utf-8");
    whole(status, bytes);
  }

  void narInfo(byte[] body) throws IOException {
    header("Content-Type", "text/x-nix-narinfo");
    whole(200, body);
  }

  private void whole(int status, byte[] bytes) throws IOException {
    boolean bodiless = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, bodiless ? NO_BODY : bytes.length);
    if (!bodiless) {
      exchange.getResponseBody().write(bytes);
    }
  }

  void head(ObjectHeaders headers) throws IOException {
    describe(headers);
    header("Content-Length", Long.toString(headers.length()));
    empty(200);
  }

  /// Sends the headers, and returns where the body goes.
  OutputStream body(ObjectHeaders headers) throws IOException {
    describe(headers);
    headers.contentRange().ifPresent(range -> header("Content-Range", range));
    exchange.sendResponseHeaders(
        headers.contentRange().isPresent() ? 206 : 200,
        headers.length() == 0 ? NO_BODY : headers.length());
    return exchange.getResponseBody();
  }

  private void describe(ObjectHeaders headers) {
    header("Accept-Ranges", "bytes");
    header("ETag", Etags.quoted(headers.etag()));
    header("Last-Modified", HTTP_DATE.format(headers.lastModified()));
    header("Content-Type", headers.contentType().orElse("application/octet-stream"));
    headers.contentEncoding().ifPresent(encoding -> header("Content-Encoding", encoding));
  }
}
