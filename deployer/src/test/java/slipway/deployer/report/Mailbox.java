package slipway.deployer.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import slipway.report.HostReport;
import slipway.report.HostReportReader;
import slipway.report.ReportReading;

/// A bucket that takes reports, or not, or not soon.
final class Mailbox implements ReportBucket {
  private final List<HostReport> taken = new ArrayList<>();
  private Delivery answer = new Delivery.Written();
  private Duration delay = Duration.ZERO;
  private int tries;

  synchronized Mailbox answers(Delivery next) {
    answer = next;
    return this;
  }

  synchronized Mailbox takes(Duration time) {
    delay = time;
    return this;
  }

  synchronized int tries() {
    return tries;
  }

  synchronized List<HostReport> taken() {
    return List.copyOf(taken);
  }

  synchronized HostReport last() {
    return taken.getLast();
  }

  @Override
  public Delivery put(byte[] report) {
    try {
      Thread.sleep(begin());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return end(report);
  }

  private synchronized Duration begin() {
    tries++;
    return delay;
  }

  private synchronized Delivery end(byte[] report) {
    if (answer instanceof Delivery.Written) {
      taken.add(
          switch (HostReportReader.read(report)) {
            case ReportReading.Valid(HostReport valid) -> valid;
            case ReportReading.Invalid(var problem) -> throw new AssertionError(problem);
          });
    }
    return answer;
  }
}
