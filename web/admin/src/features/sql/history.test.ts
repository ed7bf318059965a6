import { beforeEach, expect, test } from 'vitest';
import { forget, history, remember } from './history';

beforeEach(() => forget());

test('the latest question is first, and a text stands once', () => {
  const at = new Date('2026-03-15T09:00:00Z');
  remember('select 1', at);
  remember('select 2', at);
  remember('select 1', at);
  expect(history().map((one) => one.sql)).toEqual(['select 1', 'select 2']);
});

test('fifty are kept, and what is no history is none', () => {
  for (let i = 0; i < 60; i++) remember(`select ${i}`, new Date());
  expect(history()).toHaveLength(50);
  localStorage.setItem('kartoteka.sql.history', '{"x":1}');
  expect(history()).toEqual([]);
});
