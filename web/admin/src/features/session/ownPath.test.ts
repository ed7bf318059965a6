import { expect, test } from 'vitest';
import { ownPath } from './ownPath';

test.each([
  ['/profiles?query=a', '/profiles?query=a'],
  ['/sign-in?next=/', '/'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['https://evil.example', '/'],
  ['javascript:alert(1)', '/'],
  [null, '/'],
])('after signing in, %s leads to %s', (next, path) => expect(ownPath(next)).toBe(path));
