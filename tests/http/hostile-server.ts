import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** A server on loopback that sends bytes as a test says, valid HTTP or not. */
export interface HostileServer {
  baseUrl: string;
  /** Request lines in their order. */
  seen: string[];
  close(): Promise<void>;
}

/** Gets the socket and the request's number, from 0 on. */
export type Bytes = (socket: Socket, number: number, requestLine: string) => void;

export async function startHostileServer(bytes: Bytes): Promise<HostileServer> {
  const seen: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    let pending = '';
    socket.on('data', (chunk) => {
      pending += chunk.toString('latin1');
      const end = pending.indexOf('\r\n\r\n');
      if (end < 0) return;
      const head = pending.slice(0, end);
      const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
      if (pending.length < end + 4 + length) return;
      pending = '';
      const line = head.split('\r\n', 1)[0] ?? '';
      bytes(socket, seen.push(line) - 1, line);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** A whole HTTP answer as bytes. */
export function http(status: number, body: string, headers: Record<string, string> = { 'content-type': 'application/json' }): string {
  const lines = Object.entries({ 'content-length': String(Buffer.byteLength(body)), ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} Something\r\n${lines.join('')}\r\n${body}`;
}
