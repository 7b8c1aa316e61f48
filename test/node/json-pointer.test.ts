import { matches } from '../../lib/node/json-pointer';

const DOCUMENT = { spec: { command: ['a', 'b'], nothing: null }, metadata: { annotations: { 'example.com/a': '1', 'x~y': '2' } } };

test.each([
  ['', true],
  ['/spec', true],
  ['/spec/command/1', true],
  ['/spec/command/2', false],
  ['/spec/command/-', false],
  ['/spec/nothing', true],
  ['/spec/nothing/more', false],
  ['/metadata/annotations/example.com~1a', true],
  ['/metadata/annotations/example.com/a', false],
  ['/metadata/annotations/x~0y', true],
  ['/toString', false],
  ['/spec/command/length', false],
])('%j names something: %s', (pointer, found) => {
  expect(matches(DOCUMENT, pointer)).toBe(found);
});
