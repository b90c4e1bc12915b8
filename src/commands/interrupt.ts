const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
/** A package manager hands on the signal that its child got from the terminal already. */
const SAME_MS = 500;

/** What Ctrl-C does while a run is at work. */
export interface Interrupts {
  /** Removes what others put up for these signals. */
  onlyOurs(): void;
  close(): void;
}

/** Calls `first` on the first Ctrl-C (or SIGTERM), `second` on the next. */
export function onInterrupt(first: () => void, second: () => void): Interrupts {
  let interruptedAt = 0;
  const listener = () => {
    const now = Date.now();
    if (interruptedAt === 0) {
      interruptedAt = now;
      first();
    } else if (now - interruptedAt > SAME_MS) second();
  };
  for (const signal of SIGNALS) process.on(signal, listener);
  return {
    onlyOurs() {
      for (const signal of SIGNALS) for (const other of process.listeners(signal)) if (other !== listener) process.removeListener(signal, other);
    },
    close() {
      for (const signal of SIGNALS) process.removeListener(signal, listener);
    },
  };
}
