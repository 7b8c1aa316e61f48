import { readFileSync } from 'fs';
import { coloured, DARK, LIGHT, paletteCss } from '../../../cli/report/palette';
import { TOPOLOGY_CSS } from '../../../cli/report/topology/style';

const CSS = readFileSync('cli/report/browser/style.css', 'utf8') + TOPOLOGY_CSS;

/** Contrast of two colours by WCAG 2.1. */
function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const STATES = ['yes', 'partly', 'cached', 'no'];
const PAIRS = [
  ...['text', 'muted', 'accent'].flatMap((ink) => ['ground', 'surface', 'raised', 'accent-ground'].map((ground) => [ink, ground])),
  ...STATES.flatMap((state) => [
    [state, `${state}-ground`],
    ['text', `${state}-ground`],
    [state, 'ground'],
    [state, 'surface'],
  ]),
];

test.each([
  ['light', LIGHT],
  ['dark', DARK],
])('text of the %s scheme has a contrast of 4.5 at least', (_, colours) => {
  const poor = PAIRS.filter(([ink, ground]) => contrast(colours[ink!]!, colours[ground!]!) < 4.5);
  expect(poor).toEqual([]);
});

test.each([
  ['light', LIGHT],
  ['dark', DARK],
])('lines that mean something have a contrast of 3 at least in the %s scheme', (_, colours) => {
  expect(['ground', 'surface', 'raised'].filter((ground) => contrast(colours['strong-line']!, colours[ground]!) < 3)).toEqual([]);
});

test('both schemes have the same names, and every name that is used is one of them', () => {
  expect(Object.keys(DARK)).toEqual(Object.keys(LIGHT));
  const used = [...CSS.matchAll(/var\(--([a-z-]+)\)/g)].map(([, name]) => name!);
  expect([...new Set(used)].filter((name) => !(name in LIGHT))).toEqual([]);
});

test('the system decides, unless the switch says otherwise, and paper is light', () => {
  expect(
    paletteCss()
      .replace(/\{[^{}]*\}/g, '{}')
      .split('\n'),
  ).toEqual([
    ':root{}',
    '@media screen and (prefers-color-scheme:dark){:root:not([data-scheme=light]){}}',
    '@media screen{:root[data-scheme=dark]{}}',
  ]);
});

test('a style sheet without custom properties has the colours themselves', () => {
  expect(coloured('a { fill: var(--text); stroke: var(--line); }', LIGHT)).toBe(`a { fill: ${LIGHT.text}; stroke: ${LIGHT.line}; }`);
  expect(() => coloured('a { fill: var(--nothing); }', { text: '#000000' })).toThrow('no colour is called nothing; there are text');
});
