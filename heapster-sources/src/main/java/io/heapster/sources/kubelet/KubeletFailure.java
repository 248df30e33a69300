package io.heapster.sources.kubelet;

/**
 * Why a question to a kubelet brought no answer.
 *
 * @param outcome name in {@code /metrics}, as for scrapes of the tick
 * @param detail what happened and what to look at
 * @param status of the answer; 0 when there was none
 */
public record KubeletFailure(String outcome, String detail, int status) {

  static KubeletFailure of(ScrapeOutcome outcome) {
    int status =
        switch (outcome) {
          case ScrapeOutcome.Unauthorized refused -> refused.status();
          case ScrapeOutcome.Failed failed -> failed.status();
          case ScrapeOutcome.Scraped _,
              ScrapeOutcome.TimedOut _,
              ScrapeOutcome.NotBegun _,
              ScrapeOutcome.Unreachable _,
              ScrapeOutcome.Untrusted _,
              ScrapeOutcome.Malformed _,
              ScrapeOutcome.TooLarge _,
              ScrapeOutcome.Skipped _ ->
              0;
        };
    return new KubeletFailure(outcome.text(), outcome.detail(), status);
  }
}
