export const snippetKinds = ['curl', 'browser', 'node'] as const;
type SnippetKind = (typeof snippetKinds)[number];

/** Somebody for a first call. */
export interface Somebody {
  id: string;
  name: string;
  email: string;
}

const lines = (...parts: (string | false)[]) => parts.filter((part) => part !== false).join('\n');

/**
 * A first call, ready to be run, with the key filled in. The SDKs are Segment's, which work with this server's address in place of their own.
 * `address` is the server's, without a slash at its end.
 */
export function snippet(kind: SnippetKind, address: string, writeKey: string, { id, name, email }: Somebody): string {
  const traits = `{ name: '${name}', email: '${email}' }`;
  switch (kind) {
    case 'curl':
      return lines(`curl ${address}/v1/identify -u '${writeKey}:' \\`, `  -H 'Content-Type: application/json' \\`, `  -d '${JSON.stringify({ userId: id, traits: { name, email } })}'`);
    case 'browser':
      return lines(
        '// npm install @segment/analytics-next',
        "import { AnalyticsBrowser } from '@segment/analytics-next';",
        '',
        'const analytics = AnalyticsBrowser.load(',
        `  { writeKey: '${writeKey}', cdnURL: '${address}' },`,
        // The SDK takes https unless it is told otherwise.
        address.startsWith('http:') && "  { integrations: { 'Segment.io': { protocol: 'http' } } },",
        ');',
        `analytics.identify('${id}', ${traits});`,
      );
    case 'node':
      return lines(
        '// npm install @segment/analytics-node',
        "import { Analytics } from '@segment/analytics-node';",
        '',
        `const analytics = new Analytics({ writeKey: '${writeKey}', host: '${address}' });`,
        `analytics.identify({ userId: '${id}', traits: ${traits} });`,
        'await analytics.closeAndFlush();',
      );
  }
}
