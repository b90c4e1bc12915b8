import { setTimeout as sleep } from 'node:timers/promises';
import type { Exchange, HttpClient } from '../http/exchange.js';
import { readGraphql } from '../http/graphql-operation.js';
import type { ReportCheck } from '../report/model.js';
import { runsNamedIn } from '../workspace/run-names.js';

/** Long enough for an instance to take up a change of its data model. */
const PAUSE_MS = 1_000;

/** The first run other than `runId` whose temporary objects or fields are named in one of the texts. */
function otherRunNamed(runId: string, ...texts: Array<string | undefined>): string | undefined {
  return texts.flatMap((text) => runsNamedIn(text ?? '')).find((named) => named !== runId);
}

/**
 * The client of one journey. While another run makes and removes its temporary objects, an instance may refuse a call in whose records they
 * appeared or vanished. Such a read is sent once more; `disturbed` are the refusals that stay, which say nothing of the instance's contract.
 */
export function besideOtherRuns(http: HttpClient, runId: string, pauseMs = PAUSE_MS): { http: HttpClient; disturbed: readonly Exchange[] } {
  const disturbed: Exchange[] = [];
  const refusesForOther = ({ response }: Exchange) => (response.status >= 400 || response.text.includes('"errors"')) && otherRunNamed(runId, response.text) !== undefined;
  return {
    disturbed,
    http: {
      ...http,
      async call(options) {
        let exchange = await http.call(options);
        const { method, body } = exchange.request;
        const reads = method === 'GET' || (method === 'POST' && /^\/(graphql|metadata)\b/.test(options.path) && !readGraphql(body, options.path).mutates);
        if (reads && refusesForOther(exchange)) {
          await sleep(pauseMs);
          exchange = await http.call(options);
        }
        if (refusesForOther(exchange)) disturbed.push(exchange);
        return exchange;
      },
    },
  };
}

/** A failed check that names what another run makes for a while, or rests on an answer that does, is inconclusive. */
export function unlessOtherRun(runId: string, check: ReportCheck, evidence: readonly Exchange[]): ReportCheck {
  const other = check.status === 'failed' ? otherRunNamed(runId, check.message, ...evidence.map(({ response }) => response.text)) : undefined;
  if (other === undefined) return check;
  const { message, ...rest } = check;
  return { ...rest, status: 'inconclusive', reason: `the run ${other} was changing the data model at the same time, or left something in it; seen then: ${message ?? ''}` };
}
