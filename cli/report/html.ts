/** Text that is HTML or SVG already, with everything foreign in it escaped. */
export class Markup {
  /** @param text well-formed; never what somebody else wrote */
  constructor(public readonly text: string) {}

  public toString(): string {
    return this.text;
  }
}

/** What may stand in a template: text is escaped, markup is not, lists are joined, and nothing is nothing. */
export type Content = Markup | string | number | false | undefined | readonly Content[];

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text that is safe between tags and within quoted attributes, in HTML and in XML, which knows fewer characters. */
export function escape(text: string): string {
  const shown = text.replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, (character) => (/[\n\t]/.test(character) ? character : '\ufffd'));
  return shown.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}

/** Markup of a template whose values are escaped: the only way in which names of a cluster get into the page. */
export function markup(strings: TemplateStringsArray, ...values: Content[]): Markup {
  return new Markup(strings.reduce((text, string, index) => text + written(values[index - 1]) + string));
}

/** Markup beside markup. */
export function join(parts: readonly Content[], between: Content = ''): Markup {
  return new Markup(parts.map(written).join(written(between)));
}

function written(value: Content): string {
  if (value === undefined || value === false) return '';
  if (value instanceof Markup) return value.text;
  if (Array.isArray(value)) return value.map(written).join('');
  return escape(String(value));
}
