import { closeSync, openSync, readSync } from 'node:fs';
import type { Reporter, TestCase } from 'vitest/node';
import type { RunEvent } from '../suite/run.js';
import type { PlannedCost } from './plan.js';

/** Shows done checks, failures and waits: a line that rewrites itself on a terminal, plain lines now and then elsewhere. */
export class Progress implements Reporter {
  private done = 0;
  private failed = 0;
  private tokens = 0;
  private shownAt = 0;
  private readAt = 0;
  private waiting: Extract<RunEvent, { type: 'waiting' }> | undefined;
  private readonly startedAt = Date.now();
  private readonly timer: NodeJS.Timeout | undefined;
  readonly errors: string[] = [];

  /** Without a plan nothing is shown. */
  constructor(private readonly planned: PlannedCost | undefined, private readonly eventsFile: string, private readonly onStart: () => void) {
    // Nothing finishes while all wait for the rate limit, and that is when people wonder.
    if (planned) this.timer = setInterval(() => this.show(), process.stderr.isTTY ? 1_000 : 10_000).unref();
  }

  /** Vitest leaves the process on the first signal. */
  onInit(): void {
    this.onStart();
  }

  onTestCaseResult(test: TestCase): void {
    this.done += 1;
    this.tokens = Math.max(this.tokens, test.meta().tokens ?? 0);
    if (test.result().state === 'failed') this.failed += 1;
    if (Date.now() - this.shownAt >= (process.stderr.isTTY ? 100 : 5_000)) this.show();
  }

  onTestModuleEnd(module: { errors(): ReadonlyArray<{ message: string }> }): void {
    this.errors.push(...module.errors().map(({ message }) => message));
  }

  onTestRunEnd(_modules: unknown, unhandled: ReadonlyArray<{ message: string }>): void {
    clearInterval(this.timer);
    this.errors.push(...unhandled.map(({ message }) => message));
    if (this.planned && process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  }

  private show(): void {
    if (!this.planned) return;
    const now = Date.now();
    this.shownAt = now;
    this.readWaits();
    process.stderr.write(process.stderr.isTTY ? `\r\u001b[K${this.line(this.planned, now)}` : `${this.line(this.planned, now)}\n`);
  }

  /** Once the limit is known the time left is that of the tokens left; before that it is that of the checks left. */
  private line({ checks, tokens }: PlannedCost, now: number): string {
    const left = this.waiting
      ? Math.max(0, tokens - this.tokens) * this.waiting.msPerToken
      : this.done === 0 ? undefined : ((now - this.startedAt) / this.done) * Math.max(0, checks - this.done);
    const pause = this.waiting && this.waiting.until > now ? `, waiting ${Math.ceil((this.waiting.until - now) / 1000)} s for the rate limit` : '';
    return `${this.done}/${checks} checks, ${this.failed} failed, ${this.tokens}/${tokens} tokens${pause}${left === undefined ? '' : `, about ${Math.round(left / 1000)} s left`}`;
  }

  private readWaits(): void {
    const file = openSync(this.eventsFile, 'r');
    try {
      const buffer = Buffer.alloc(256 * 1024);
      for (;;) {
        const read = readSync(file, buffer, 0, buffer.length, this.readAt);
        // A line that is not whole yet is read the next time; one longer than the buffer is none of a wait.
        const end = buffer.subarray(0, read).lastIndexOf(10) + 1;
        if (end === 0 && read < buffer.length) return;
        this.readAt += end || read;
        for (const line of buffer.toString('utf8', 0, end).split('\n')) {
          if (line.startsWith('{"type":"waiting"')) this.waiting = JSON.parse(line) as NonNullable<typeof this.waiting>;
        }
      }
    } finally {
      closeSync(file);
    }
  }
}
