import type { Answer } from './answer.js';
import type { CallContext } from './call-context.js';

/** Remembers which operations are always answered without JSON, and which were answered well: the first is the instance's doing, the second not. */
export interface DamageMemory {
  damaged(context: CallContext, answer: Answer | undefined): void;
  intact(context: CallContext, answer: Answer): void;
  /** The operation was answered with this status several times, and never well. */
  always(context: CallContext, answer: Answer | undefined): boolean;
}

/** Often enough that what happens now and then does not happen so often in a row. */
const ALWAYS = 4;

export function createDamageMemory(): DamageMemory {
  const seen = new Map<string, { damaged: number; intact: number }>();
  const of = (context: CallContext, answer: Answer | undefined) => {
    const key = `${context.operation} ${answer?.status}`;
    let counts = seen.get(key);
    if (!counts) seen.set(key, (counts = { damaged: 0, intact: 0 }));
    return counts;
  };
  return {
    // A read that is given back was damaged each time that it was repeated.
    damaged: (context, answer) => void (of(context, answer).damaged += context.mutates ? 1 : ALWAYS),
    intact: (context, answer) => void (of(context, answer).intact += 1),
    always(context, answer) {
      const { damaged, intact } = of(context, answer);
      return damaged >= ALWAYS && intact === 0;
    },
  };
}
