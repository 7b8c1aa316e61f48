import { createHash } from 'crypto';
import { readFileSync } from 'fs';
import { join } from 'path';
import { packageRoot } from '../command/package-root';
import { Report } from './gather';
import { markup, Markup } from './html';
import { paletteCss } from './palette';
import { failuresSection, timelineSection } from './sections/failures-section';
import { headline } from './sections/headline';
import { certificatesSection, versionsSection } from './sections/inventory';
import { measuredSection } from './sections/measured';
import { readingSection } from './sections/reading';
import { rulesSection } from './sections/rules-section';
import { topologySection } from './sections/topology-section';
import { Layout } from './topology/layout';
import { Plan } from './topology/plan';
import { TOPOLOGY_CSS } from './topology/style';

/** The whole page: one file that needs nothing else, and asks nobody. */
export function pageOf(report: Report, plan: Plan, layout: Layout): string {
  const { check, measured } = report;
  const [style, script] = [`${paletteCss()}\n${TOPOLOGY_CSS}${asset('style.css')}`, asset('behaviour.js')];
  const sections = [
    topologySection(report, plan, layout),
    failuresSection(check.model, check.survey),
    timelineSection(check.survey),
    ...(measured ? [measuredSection(measured)] : []),
    rulesSection(check),
    versionsSection(report),
    certificatesSection(report),
    readingSection(check),
  ];
  const policy = `default-src 'none'; style-src '${hash(style)}'; script-src '${hash(script)}'; img-src data:; base-uri 'none'; form-action 'none'`;
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Markup(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Availability of ${check.cluster}</title>
<style>${new Markup(style)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header><div><p class="kind">Availability on paper</p><h1>${check.cluster}</h1></div><button type="button" id="scheme" hidden>Dark colours</button></header>
<nav aria-label="Sections"><ul>${links(measured !== undefined).map(([id, title]) => markup`<li><a href="#${id}">${title}</a></li>`)}</ul></nav>
<main id="main" tabindex="-1">
${headline(report)}${sections}</main>
<footer><p>Made by <code>ha-cluster report</code> from the rendered files of ${check.cluster}.</p></footer>
<dialog id="chain" aria-labelledby="chain-title"><div class="bar"><h2 id="chain-title"></h2><button type="button" id="chain-close">Close</button></div><div id="chain-content" tabindex="0"></div></dialog>
<script>${new Markup(script)}</script>
</body>
</html>
`.text;
}

function links(measured: boolean): [string, string][] {
  return [
    ['topology', 'Topology'],
    ['failures', 'Failures'],
    ['timeline', 'Timeline'],
    ...(measured ? [['measured', 'Measured'] as [string, string]] : []),
    ['rules', 'Rules'],
    ['versions', 'Versions'],
    ['certificates', 'Certificates'],
    ['reading', 'How to read'],
  ];
}

/** A file for the browser that goes into the page as it is. */
function asset(name: string): string {
  return readFileSync(join(packageRoot(), 'cli', 'report', 'browser', name), 'utf8');
}

/** Only this very text may run: what slips into the page from elsewhere does not. */
function hash(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
