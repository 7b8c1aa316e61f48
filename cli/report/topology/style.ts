/** How the picture looks. Colours are those of the palette; fonts are those of the reader's system. */
export const TOPOLOGY_CSS = `
.topology { font: 13px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
.topology text { fill: var(--text); }
.topology .title { font-weight: 600; }
.topology .centre { text-anchor: middle; }
.topology .zone { fill: var(--surface); stroke: var(--line); }
.topology .unknown { stroke-dasharray: 5 4; }
.topology .zone-name { font-size: 12px; font-weight: 600; fill: var(--muted); }
.topology .card { fill: var(--raised); stroke: var(--strong-line); }
.topology .users { fill: var(--raised); stroke: var(--accent); }
.topology .band { fill: var(--accent-ground); stroke: var(--accent); }
.topology .guessed { stroke-dasharray: 5 4; }
.topology .chip { fill: var(--surface); stroke: var(--strong-line); }
.topology .chip.address, .topology .chip.balancer { fill: var(--accent-ground); stroke: var(--accent); }
.topology .chip.etcd { fill: var(--partly-ground); stroke: var(--partly); }
.topology .chip.api { fill: var(--yes-ground); stroke: var(--yes); }
.topology .local { font-size: 11px; fill: var(--muted); }
.topology .rail-name { font-size: 12px; font-weight: 600; }
.topology .rail-name.plain { font-weight: 400; }
.topology path { fill: none; stroke-width: 1.4; }
.topology path.rail { stroke-width: 3; stroke-linecap: round; }
.topology path.call, .topology circle.call, .topology path.head.call { stroke: var(--accent); }
.topology circle.call, .topology path.head.call { fill: var(--accent); }
.topology path.store, .topology circle.store, .topology path.head.store { stroke: var(--yes); }
.topology circle.store, .topology path.head.store { fill: var(--yes); }
.topology path.peer, .topology circle.peer { stroke: var(--partly); }
.topology circle.peer { fill: var(--partly); }
.topology path.local-line { stroke: var(--strong-line); }
.topology path.head.local-line { fill: var(--strong-line); }
.topology path.bridge { stroke: var(--ground); stroke-width: 6; }
.topology path.head { stroke: none; }
`;
