/** The colours of one scheme, by their names in the style sheets. */
type Colours = Readonly<Record<string, string>>;

/** On paper and on light screens. Text on its ground has a contrast of 4.5 or more (WCAG 2.1, 1.4.3), which a test computes. */
export const LIGHT: Colours = {
  ground: '#ffffff',
  surface: '#f5f6f8',
  raised: '#ffffff',
  line: '#cdd3dc',
  'strong-line': '#808b9c',
  text: '#1a2230',
  muted: '#525c6d',
  accent: '#1b59b3',
  'accent-ground': '#e8f0fc',
  yes: '#13602e',
  'yes-ground': '#e2f3e7',
  partly: '#744900',
  'partly-ground': '#fdf0cf',
  cached: '#1a4c96',
  'cached-ground': '#e3ecfb',
  no: '#981b13',
  'no-ground': '#fde6e4',
};

/** On dark screens. */
export const DARK: Colours = {
  ground: '#10141b',
  surface: '#171d26',
  raised: '#1e2631',
  line: '#364152',
  'strong-line': '#75829a',
  text: '#e6eaf1',
  muted: '#a5afbf',
  accent: '#86b6ff',
  'accent-ground': '#172a47',
  yes: '#8fdfa8',
  'yes-ground': '#12341f',
  partly: '#f3cd78',
  'partly-ground': '#3a2c0a',
  cached: '#a8caff',
  'cached-ground': '#162b4d',
  no: '#ffb2a9',
  'no-ground': '#461a15',
};

/** Both schemes as custom properties: as the reader's system has it, unless the switch of the page says otherwise. */
export function paletteCss(): string {
  return [
    `:root{color-scheme:light;${properties(LIGHT)}}`,
    `@media screen and (prefers-color-scheme:dark){:root:not([data-scheme=light]){color-scheme:dark;${properties(DARK)}}}`,
    `@media screen{:root[data-scheme=dark]{color-scheme:dark;${properties(DARK)}}}`,
  ].join('\n');
}

/** A style sheet with the colours of one scheme in the places of their names, for viewers that know no custom properties. */
export function coloured(css: string, colours: Colours): string {
  return css.replace(/var\(--([a-z-]+)\)/g, (_, name: string) => {
    const colour = colours[name];
    if (colour === undefined) throw new Error(`no colour is called ${name}; there are ${Object.keys(colours).join(', ')}`);
    return colour;
  });
}

function properties(colours: Colours): string {
  return Object.entries(colours)
    .map(([name, colour]) => `--${name}:${colour}`)
    .join(';');
}
