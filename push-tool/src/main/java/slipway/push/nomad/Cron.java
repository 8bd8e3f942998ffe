package slipway.push.nomad;

import java.util.Optional;

/// A schedule as Nomad takes it: five fields, or seven with seconds first and the year last
/// (github.com/hashicorp/cronexpr).
///
/// @param timeZone as the tz database names it; empty where the schedule named none
record Cron(String expression, Optional<String> timeZone) {}
