import { expect, test } from 'vitest';
import { Outbox } from './outbox';

/** A promise that is kept by hand. */
function gate<T>() {
  let open!: (value: T) => void;
  let fail!: (error: unknown) => void;
  const promise = new Promise<T>((resolve, reject) => { open = resolve; fail = reject; });
  return { promise, open, fail };
}

test('nothing is sent before what was given earlier is answered', async () => {
  const box = new Outbox();
  const [first, second] = [gate<string>(), gate<string>()];
  const sent: string[] = [];
  const one = box.put(() => { sent.push('one'); return first.promise; });
  const two = box.put(() => { sent.push('two'); return second.promise; });
  await Promise.resolve();
  await Promise.resolve();
  expect(sent).toEqual(['one']);
  first.open('1');
  expect(await one).toBe('1');
  second.open('2');
  expect(await two).toBe('2');
  expect(sent).toEqual(['one', 'two']);
});

test('a refusal is told to who gave it and does not hold up the next', async () => {
  const box = new Outbox();
  const refused = box.put(() => Promise.reject(new Error('changed')));
  const next = box.put(() => Promise.resolve('done'));
  await expect(refused).rejects.toThrow('changed');
  expect(await next).toBe('done');
});

test('it is full when one more waits than may be ahead, and tells when that changes', async () => {
  const box = new Outbox();
  const seen: number[] = [];
  box.subscribe(() => seen.push(box.waiting));
  const [first, second] = [gate<void>(), gate<void>()];
  const one = box.put(() => first.promise);
  expect(box.isFull).toBe(false);
  const two = box.put(() => second.promise);
  expect(box.isFull).toBe(true);
  first.open();
  await one;
  expect(box.isFull).toBe(false);
  second.open();
  await two;
  expect(seen).toEqual([1, 2, 1, 0]);
});
