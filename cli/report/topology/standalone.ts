import { markup } from '../html';
import { coloured, DARK, LIGHT } from '../palette';
import { Layout } from './layout';
import { picture } from './picture';
import { Plan } from './plan';
import { TOPOLOGY_CSS } from './style';

/** The picture as a file of its own: with its style, on a ground of its own, for light and dark pages, without a script. */
export function standalone(plan: Plan, layout: Layout): string {
  const style = `${sheet(LIGHT)}@media (prefers-color-scheme:dark){${sheet(DARK)}}`;
  const ground = markup`<rect class="ground" width="${layout.width}" height="${layout.height}" rx="10"/>`;
  const drawn = picture(plan, layout).text;
  return `${drawn.replace(/<\/desc>/, `</desc><style>${style.replace(/\$/g, '$$$$')}</style>${ground.text}`)}\n`;
}

function sheet(colours: typeof LIGHT): string {
  return coloured(`${TOPOLOGY_CSS}.topology .ground { fill: var(--ground); }\n`, colours);
}
