import { request as requestHttp } from 'node:http';
import type { ClientRequest } from 'node:http';
import { request as requestHttps } from 'node:https';

const TIME_LIMIT = 5_000;
const AT_ONCE = 20;
/** What a stock instance says of itself beside the signature. */
const HEADERS = {
  accept: 'application/json, text/plain, */*',
  'content-type': 'application/json',
  'user-agent': 'axios/1.17.0',
  'accept-encoding': 'gzip, compress, deflate, br',
};

/** One POST that is to be made. */
export interface Delivery {
  targetUrl: string;
  body: string;
  headers: Record<string, string>;
}

/** Makes deliveries in the background, in order, a few at once. Whatever becomes of one, it is not repeated. */
export class WebhookSender {
  private readonly waiting: Array<() => Delivery> = [];
  private readonly underway = new Set<ClientRequest>();
  private closed = false;

  /** `edit` tells what is sent in the place of a delivery. */
  constructor(private readonly edit: (delivery: Delivery) => Delivery[] = (delivery) => [delivery]) {}

  /** The delivery is made up when its turn comes, so that its timestamp is that of the request. */
  send(delivery: () => Delivery): void {
    this.waiting.push(delivery);
    // The answer to the write that caused it comes first.
    setImmediate(() => this.next());
  }

  /** Drops what is not sent yet and breaks off what is under way. */
  close(): void {
    this.closed = true;
    this.waiting.length = 0;
    for (const request of this.underway) request.destroy();
  }

  private next(): void {
    while (!this.closed && this.underway.size < AT_ONCE) {
      const delivery = this.waiting.shift();
      if (!delivery) return;
      for (const edited of this.edit(delivery())) this.post(edited);
    }
  }

  private post({ targetUrl, body, headers }: Delivery): void {
    const send = targetUrl.startsWith('https:') ? requestHttps : requestHttp;
    const request = send(targetUrl, { method: 'POST', headers: { ...HEADERS, ...headers, 'content-length': Buffer.byteLength(body) } });
    const limit = setTimeout(() => request.destroy(), TIME_LIMIT).unref();
    this.underway.add(request);
    request.on('response', (response) => response.resume());
    request.on('error', () => undefined);
    request.on('close', () => {
      clearTimeout(limit);
      this.underway.delete(request);
      this.next();
    });
    request.end(body);
  }
}
