// A system outside that takes webhooks: it answers with the status that it is told, and keeps what came.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  headers: Record<string, string>;
  body: string;
}

export async function startReceiver() {
  const receiver = { url: '', status: 204, requests: [] as Received[], stop: async () => { server.close(); await once(server, 'close'); } };
  const server = createServer((request, answer) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      receiver.requests.push({ headers: request.headers as Record<string, string>, body: Buffer.concat(parts).toString() });
      answer.writeHead(receiver.status, { connection: 'close' }).end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  return receiver;
}
