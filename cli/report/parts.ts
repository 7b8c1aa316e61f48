import { Content, markup, Markup } from './html';

/** Something wide, in a region of its own that scrolls and can be reached by keyboard. */
export function scrolled(name: string, content: Content): Markup {
  return markup`<div class="scroll" role="region" aria-label="${name}" tabindex="0">${content}</div>`;
}

/** A table whose first cells name their rows. */
export function table(name: string, head: Content[], rows: Content[][]): Markup {
  return scrolled(
    name,
    markup`<table><thead><tr>${head.map((cell) => markup`<th scope="col">${cell}</th>`)}</tr></thead><tbody>\n${rows.map(
      ([first, ...cells]) => markup`<tr><th scope="row">${first}</th>${cells.map((cell) => markup`<td>${cell}</td>`)}</tr>\n`,
    )}</tbody></table>`,
  );
}

/** A section of the page. */
export function section(id: string, title: string, ...content: Content[]): Markup {
  return markup`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>${content}</section>\n`;
}

/** A list of sentences; nothing where there are none. */
export function list(items: readonly Content[]): Content {
  return items.length > 0 && markup`<ul>${items.map((item) => markup`<li>${item}</li>`)}</ul>`;
}

/** Something long that can be folded; open at first, so that it is read without a script and on paper. */
export function folded(title: Content, content: Content): Markup {
  return markup`<details open><summary>${title}</summary>${content}</details>`;
}
