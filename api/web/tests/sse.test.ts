import { expect, test } from 'vitest';
import { EventReader } from '../src/lib/sse';

test('an event is given out only when its empty line has come', () => {
  const reader = new EventReader();
  expect(reader.push('id: 7\nevent: vehicles\ndata: {"a":1}\n')).toEqual([]);
  expect(reader.push('\n')).toEqual([{ event: 'vehicles', data: '{"a":1}', id: '7' }]);
});

test('the stream may be cut anywhere', () => {
  const text = ': hello\r\n\r\nid: 1\r\nevent: riders\r\ndata: a\r\ndata: b\r\n\r\nevent: today\ndata:c\n\n';
  const whole = new EventReader().push(text);
  for (let cut = 0; cut <= text.length; cut += 1) {
    const reader = new EventReader();
    expect([...reader.push(text.slice(0, cut)), ...reader.push(text.slice(cut))]).toEqual(whole);
  }
  expect(whole.map((event) => [event.event, event.data])).toEqual([
    ['riders', 'a\nb'],
    ['today', 'c'],
  ]);
});

test('comments and events without data are passed over', () => {
  expect(new EventReader().push(': keep alive\n\nevent: empty\n\n')).toEqual([]);
});
