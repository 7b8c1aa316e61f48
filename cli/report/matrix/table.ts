import { Content, markup, Markup } from '../html';
import { scrolled } from '../parts';
import { Cell, cellOf, Column, COLUMN_TITLES, COLUMNS } from './cells';
import { Chains } from './chains';
import { Row, Section } from './rows';

/** A shape for each state, so that colour is never alone in saying it. */
export const SHAPES = { yes: '✓', partly: '◐', cached: '◷', no: '✕', none: '–' } as const;

/** The matrix: failures down, what is asked across. Every cell leads to its chain. */
export function matrixTable(sections: Section[], chains: Chains): Markup {
  const columns = COLUMNS.filter((column) => sections.some(({ rows }) => rows.some(({ assessment }) => cellOf(assessment, column))));
  return scrolled(
    'Failure matrix',
    markup`<table class="matrix"><caption><span>What is there while a failure lasts, and after how long at most. Choose a cell for the chain of events behind it.</span></caption><thead><tr><th scope="col">Failure</th>${columns.map((column) => markup`<th scope="col">${COLUMN_TITLES[column].title}<small>${COLUMN_TITLES[column].below}</small></th>`)}</tr></thead>${sections.map((section) => sectionRows(section, columns, chains))}</table>`,
  );
}

/** What the shapes mean. */
export function legend(): Markup {
  const meanings = [
    ['yes', 'every request that is tried again is served'],
    ['partly', 'some connections, or some of these clients, are not served'],
    ['cached', 'reads that do not insist on fresh data'],
    ['no', 'nothing'],
  ] as const;
  return markup`<ul class="legend">${meanings.map(([state, meaning]) => markup`<li>${mark(state, state)} ${meaning}</li>`)}<li><b>3.4 s</b> the longest until then</li><li><b>open</b> for connections that were open</li><li><b>moved</b> its pods are started elsewhere</li><li><b>twice</b> they run, and are started elsewhere as well</li></ul>`;
}

function sectionRows({ title, rows }: Section, columns: Column[], chains: Chains): Markup {
  return markup`<tbody><tr><th scope="rowgroup" class="group" colspan="${columns.length + 1}"><span>${title}</span></th></tr>${rows.map(
    (row) =>
      markup`<tr data-failure="${row.text}"><th scope="row">${rowTitle(row)}</th>${columns.map((column) => dataCell(row, column, chains))}</tr>\n`,
  )}</tbody> `;
}

function rowTitle({ what, where }: Row): Content {
  return [markup`<span class="what">${what}</span>`, where !== undefined && markup` <small>${where}</small>`];
}

function dataCell(row: Row, column: Column, chains: Chains): Markup {
  const cell = cellOf(row.assessment, column);
  if (!cell) return markup`<td><span class="nobody">–</span></td>`;
  const id = chains.idOf(cell.chain, `${row.text}: ${COLUMN_TITLES[column].title.toLowerCase()}`);
  return markup`<td class="${worst(cell)}"><a class="open" href="#${id}">${cell.marks.map(({ state, word }) => mark(state, word))}${cell.bound && markup` <b>${cell.bound}</b>`}${cell.also && markup` <small>${cell.also}</small>`}</a></td>`;
}

/** A state as shape and word. */
export function mark(state: keyof typeof SHAPES, word: string): Markup {
  return markup`<span class="mark ${state}"><span class="shape" aria-hidden="true">${SHAPES[state]}</span>${word}</span>`;
}

function worst({ marks }: Cell): string {
  return (['no', 'cached', 'partly', 'yes', 'none'] as const).find((state) => marks.some((each) => each.state === state)) ?? 'yes';
}
