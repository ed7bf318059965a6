import { expect, test } from 'vitest';
import { createEventParser, type ServerEvent } from './events';

function parsed(...pieces: string[]): ServerEvent[] {
  const events: ServerEvent[] = [];
  const parse = createEventParser((event) => events.push(event));
  pieces.forEach(parse);
  return events;
}

test('an event has its name and its data', () => {
  expect(parsed('event: event\ndata: {"a":1}\n\n')).toEqual([{ name: 'event', data: '{"a":1}' }]);
});

test('an event without a name is a message, and one without data is none', () => {
  expect(parsed('data: x\n\nevent: ping\n\n: a comment\n\n')).toEqual([{ name: 'message', data: 'x' }]);
});

test('lines of data are joined, and one blank after the colon is left out', () => {
  expect(parsed('data:  a\ndata:b\n\n')).toEqual([{ name: 'message', data: ' a\nb' }]);
});

test.each(['\n', '\r\n', '\r'])('it does not matter where the stream is cut, nor how lines end: %j', (end) => {
  const text = ['event: dropped', 'data: {"count":3}', '', 'data: Жук', '', 'data: z', '', ''].join(end);
  const whole = [{ name: 'dropped', data: '{"count":3}' }, { name: 'message', data: 'Жук' }];
  for (let cut = 0; cut <= text.length; cut++) expect(parsed(text.slice(0, cut), text.slice(cut)).slice(0, 2), `cut at ${cut}`).toEqual(whole);
});

test('what was not ended by an empty line is no event yet', () => {
  expect(parsed('data: half')).toEqual([]);
});
