/** Times in which requests get no usable response: how long they last, and what is reported of them meanwhile. */
import type { Clock } from '../base/clock.ts';
import { isAborted } from '../base/signals.ts';
import type { HarnessError } from './errors.ts';

/** ms between two reports of the same outage. */
const REMINDER_INTERVAL = 60_000;

/** Called about outages. */
export interface OutageListener {
  /** Called when Harness cannot be reached, then once a minute. `since` is ms, `pause` ms until the next try. */
  onDisconnect(error: HarnessError, reportedAt: { readonly since: number; readonly pause: number }): void;
  /** Called when Harness answers again, after so many ms. */
  onReconnect(ms: number): void;
}

/** The outages of one Harness. Requests that are sent side by side meet the same outage, which is reported once. */
interface Outages {
  /** ms of all outages that are over, together. */
  readonly ms: number;
  /** A request that was sent at that time has no response. */
  begin(request: object, sentAt: number): void;
  /** Waits until a moment in ms since 1970, and reports the outage: when it begins and then once a minute, however long the wait is. */
  wait(error: HarnessError, until: number, signal: AbortSignal): Promise<void>;
  /** The request has its response, or is given up. The last one of them ends the outage. */
  end(request: object, isAnswered: boolean): void;
}

/** Starts without any outage. */
export function openOutages(clock: Clock, listener: OutageListener): Outages {
  const unanswered = new Set<object>();
  let total = 0;
  let since = 0;
  let reportedAt: number | undefined;
  return {
    get ms() {
      return total;
    },
    begin(request, sentAt) {
      since = unanswered.size === 0 ? sentAt : since;
      unanswered.add(request);
    },
    async wait(error, until, signal) {
      do {
        const now = clock.now();
        if (reportedAt === undefined || now - reportedAt >= REMINDER_INTERVAL) {
          reportedAt = now;
          listener.onDisconnect(error, { since: now - since, pause: Math.max(0, until - now) });
        }
        await clock.sleep(Math.max(0, Math.min(until, reportedAt + REMINDER_INTERVAL) - now), signal);
      } while (clock.now() < until && !isAborted(signal));
    },
    end(request, isAnswered) {
      if (!unanswered.delete(request) || unanswered.size > 0) {
        return;
      }
      const ms = clock.now() - since;
      reportedAt = undefined;
      total += ms;
      if (isAnswered) {
        listener.onReconnect(ms);
      }
    },
  };
}
