package slipway.e2e.load;

import java.util.function.Predicate;

/// What is visited, on 127.0.0.1.
///
/// @param domain sent as `Host`
/// @param good whether a visitor may be served by what calls itself so (`X-Served-By` and body of
///   the service that `e2e/host/server/server.c` is)
record Target(int port, String domain, Predicate<String> good) {}
