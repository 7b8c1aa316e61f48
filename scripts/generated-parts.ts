/** What stands between the marks of a page, by the name of its part. */
export interface Parts {
  readonly [name: string]: string;
}

/**
 * A page with its generated parts made anew; what is written by hand around them stays.
 *
 * A part stands between `<!-- NAME: made by npm run docs -->` and `<!-- end of NAME -->`.
 *
 * @throws Error when the page lacks a part, or has one that nobody makes
 */
export function withParts(page: string, parts: Parts): string {
  const marked = [...page.matchAll(/<!-- (\S+): made by npm run docs -->/g)].map(([, name]) => name!);
  const unknown = marked.filter((name) => !(name in parts));
  const missing = Object.keys(parts).filter((name) => !marked.includes(name));
  if (unknown.length + missing.length > 0)
    throw new Error(`parts of the page: unknown ${unknown.join(', ') || '-'}; missing ${missing.join(', ') || '-'}`);
  return marked.reduce((text, name) => {
    const part = new RegExp(`(<!-- ${name}: made by npm run docs -->\n)[^]*?(<!-- end of ${name} -->)`);
    if (!part.test(text)) throw new Error(`part ${name} has no end`);
    return text.replace(part, (_, start: string, end: string) => `${start}${parts[name]}\n${end}`);
  }, page);
}

/** A block of plain text. */
export function textBlock(text: string): string {
  return ['```text', text, '```'].join('\n');
}
