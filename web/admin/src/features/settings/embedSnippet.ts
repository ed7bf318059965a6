/** Code that makes the address of a card, for the system which shows it: the signature is made where the secret is, never in a browser. */
export function embedSnippet(address: string, id: string): string {
  return [
    "import { createHmac } from 'node:crypto';",
    '',
    'export function cardAddress(secret, phone) {',
    '  const expires = Math.floor(Date.now() / 1000) + 3600;',
    `  const signature = createHmac('sha256', secret).update(['${id}', 'phone', phone, expires].join('\\n')).digest('hex');`,
    `  const query = new URLSearchParams({ key: '${id}', type: 'phone', value: phone, expires, signature });`,
    `  return '${address}/embed/card?' + query;`,
    '}',
  ].join('\n');
}
