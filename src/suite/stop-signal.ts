import { BroadcastChannel } from 'node:worker_threads';

const nameOf = (runId: string) => `twenty-conformance ${runId}`;

/** Tells the worker of a run to send nothing more. */
export function sendStop(runId: string): void {
  const channel = new BroadcastChannel(nameOf(runId));
  channel.postMessage('stop');
  channel.close();
}

/** Calls back when the run is to stop. */
export function onStop(runId: string, callback: () => void): void {
  const channel = new BroadcastChannel(nameOf(runId));
  channel.onmessage = callback;
  channel.unref();
}
