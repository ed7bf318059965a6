/** How a receiver checks that a request is of this server, in languages that receivers are written in; without libraries. */
export const checks = [
  {
    language: 'Node.js',
    code: `import { createHmac, timingSafeEqual } from 'node:crypto';

// body: the text of the request as it came, before it is parsed.
export function isSigned(secret, headers, body) {
  const id = headers['webhook-id'], time = headers['webhook-timestamp'];
  if (Math.abs(Date.now() / 1000 - Number(time)) > 300) return false;
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const right = Buffer.from('v1,' + createHmac('sha256', key).update(\`\${id}.\${time}.\${body}\`).digest('base64'));
  const given = Buffer.from(headers['webhook-signature']);
  return given.length === right.length && timingSafeEqual(given, right);
}`,
  },
  {
    language: 'Python',
    code: `import base64, hashlib, hmac, time

def is_signed(secret, headers, body):  # body: bytes as they came
    id, at = headers["webhook-id"], headers["webhook-timestamp"]
    if abs(time.time() - int(at)) > 300:
        return False
    key = base64.b64decode(secret.removeprefix("whsec_"))
    right = base64.b64encode(hmac.new(key, f"{id}.{at}.".encode() + body, hashlib.sha256).digest())
    return hmac.compare_digest(headers["webhook-signature"], "v1," + right.decode())`,
  },
  {
    language: 'PHP',
    code: `function is_signed(string $secret, array $headers, string $body): bool
{
    [$id, $at] = [$headers['webhook-id'], $headers['webhook-timestamp']];
    if (abs(time() - (int) $at) > 300) return false;
    $key = base64_decode(substr($secret, strlen('whsec_')));
    $right = 'v1,' . base64_encode(hash_hmac('sha256', "$id.$at.$body", $key, true));
    return hash_equals($right, $headers['webhook-signature']);
}`,
  },
] as const;
