import { beforeEach, expect, test } from 'vitest';
import { keepMoments, readMoments } from './moments';

const now = 10_000_000_000;
beforeEach(() => localStorage.clear());

test('decisions of the last hour are there after a reload, earlier ones are not, and everyone has their own', () => {
  keepMoments(1, [now - 3_700_000, now - 60_000, now]);
  expect(readMoments(1, now)).toEqual([now - 60_000, now]);
  expect(readMoments(2, now)).toEqual([]);
});

test('what is no list of moments is none', () => {
  localStorage.setItem('kartoteka.matching.1', '{');
  expect(readMoments(1, now)).toEqual([]);
});
