/** What a monitoring system reads: requests by operation, worlds, the process. https://prometheus.io/docs/instrumenting/exposition_formats/ */
import { Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { Answer } from './answer.ts';
import type { Exchange } from './exchange.ts';

/** Seconds: an answer takes less than a millisecond, unless it has a fault or many bytes. */
const BUCKETS = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.25, 1, 5];

export class Metrics {
  #registry = new Registry();
  #requests = new Histogram({
    name: 'virga_request_duration_seconds',
    help: 'Requests by service, operation and status, with the time they took',
    labelNames: ['service', 'operation', 'status'],
    buckets: BUCKETS,
    registers: [this.#registry],
  });
  /** The library looks labels up by all of them each time. */
  #known = new Map<string, { observe: (seconds: number) => void }>();
  #asked = false;

  /** @param worlds how many there are, and how many of them in memory */
  constructor(worlds: () => { all: number; resident: number }) {
    const gauge = (name: string, help: string, value: () => number): Gauge =>
      new Gauge({
        name,
        help,
        registers: [this.#registry],
        collect() {
          this.set(value());
        },
      });
    gauge('virga_worlds', 'Worlds', () => worlds().all);
    gauge('virga_worlds_resident', 'Worlds in memory', () => worlds().resident);
  }

  /** @param took milliseconds */
  count({ operation = 'none', implementation }: Exchange, { status }: Answer, took: number): void {
    const service = implementation.service.type;
    const key = `${service} ${operation} ${status}`;
    let known = this.#known.get(key);
    if (!known) this.#known.set(key, (known = this.#requests.labels(service, operation, String(status))));
    known.observe(took / 1000);
  }

  /** In the text format. */
  async text(): Promise<string> {
    // only a process that is asked pays for watching itself
    if (!this.#asked) collectDefaultMetrics({ register: this.#registry });
    this.#asked = true;
    return this.#registry.metrics();
  }
}
