import { monitorEventLoopDelay } from "node:perf_hooks";

/** An event loop that is this late answers nobody in time. */
const MAX_DELAY_MS = 1_000;

/** What `GET /health` says. */
export interface HealthReport {
  status: "ok" | "draining" | "overloaded";
  uptimeSeconds: number;
  eventLoopDelayMs: number;
  requests: number;
}

/** Knows whether this process should be sent more work. */
export class Health {
  private readonly delay = monitorEventLoopDelay({ resolution: 20 });
  private draining = false;
  private requests = 0;

  constructor() {
    this.delay.enable();
  }

  /** From now on health is 503, so that a load balancer sends no more work. */
  drain(): void {
    this.draining = true;
  }

  countRequest(): void {
    this.requests += 1;
  }

  /** The delay is the 99th percentile since the last report. */
  report(): HealthReport {
    const eventLoopDelayMs = Math.round(this.delay.percentile(99) / 1e4) / 100 || 0;
    this.delay.reset();
    return {
      status: this.draining ? "draining" : eventLoopDelayMs > MAX_DELAY_MS ? "overloaded" : "ok",
      uptimeSeconds: Math.round(process.uptime()),
      eventLoopDelayMs,
      requests: this.requests,
    };
  }

  close(): void {
    this.delay.disable();
  }
}
