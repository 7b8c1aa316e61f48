import { CIS_RULES } from '../../lib/availability/cis';
import { RenderedRule } from '../../lib/availability/rules/rule';
import { Finding, RuleLevel, shown } from '../../lib/cluster/finding';
import { elsewhere, FINE, Found, otherRole, Row, ruleOf, wrong } from './row';
import { RunningCluster, RunningHost } from './running-host';

/** What checks of a section are about. */
interface Section {
  /** The numbers of its checks. */
  readonly ids: RegExp;
  readonly component: string;
  /** Hosts that must run it. @default every host */
  readonly roles?: string[];
}

const SECTIONS: Section[] = [
  { ids: /^(1\.2\.|3\.2\.1$)/, component: 'kube-apiserver', roles: ['control-plane'] },
  { ids: /^1\.3\./, component: 'kube-controller-manager', roles: ['control-plane'] },
  { ids: /^1\.4\./, component: 'kube-scheduler', roles: ['control-plane'] },
  { ids: /^2\./, component: 'etcd', roles: ['etcd'] },
  { ids: /^4\.2\./, component: 'kubelet' },
];

/** Where versions of the benchmark differ, by number. */
const NOTES: Record<string, string> = {
  '1.2.29': 'cis-1.11 and older also allow CBC suites',
  '1.2.30': 'new in cis-1.11',
  '4.2.14': 'new in cis-1.11',
};

/** The checks about flags and about the kubelet's configuration: the rules for rendered objects, asked about what runs. */
export const RULE_ROWS: Row[] = CIS_RULES.flatMap((rule) => {
  const id = rule.id.replace(/^CIS-/, '');
  const section = SECTIONS.find(({ ids }) => ids.test(id));
  return section ? [rowOf(id, rule, section)] : [];
});

function rowOf(id: string, rule: RenderedRule, section: Section): Row {
  return {
    id,
    automated: rule.level === RuleLevel.ERROR,
    title: rule.title,
    ...(NOTES[id] === undefined ? {} : { note: NOTES[id] }),
    acknowledgedBy: [ruleOf(id)],
    find: (host) => find(rule, section, host),
  };
}

function find(rule: RenderedRule, { component, roles }: Section, host: RunningHost): Found {
  const other = roles && otherRole(host, roles);
  if (other !== undefined) return elsewhere(other);
  const unread = unreadable(rule.id, component, host);
  if (unread !== undefined) return wrong(unread);
  const findings = rule.check(new RunningCluster(host));
  if (findings.length === 0) return FINE;
  return wrong(findings.map((finding) => said(finding, host)).join('; '));
}

/** What is missing for an answer: a rule about what is not there finds nothing, and nothing would pass. */
function unreadable(rule: string, component: string, host: RunningHost): string | undefined {
  const flags = host.flagsOf(component);
  if (!flags) return `${component} does not run`;
  if (component === 'kubelet') return kubeletUnread(host);
  if (rule !== ruleOf('1.2.28')) return undefined;
  const path = flags.value('encryption-provider-config');
  if (path === undefined) return 'kube-apiserver --encryption-provider-config: nothing; allowed: a file';
  return host.files.has(path) ? undefined : `${path}: not there, or not readable`;
}

function kubeletUnread(host: RunningHost): string | undefined {
  const file = host.kubelet();
  if (!file) return `${host.kubeletPath}: not there, or not readable`;
  const [problem] = file.unreadable;
  return problem && `${host.kubeletPath} or a drop-in: ${problem.problem}`;
}

/** The place is left out where the title of the row is the place. */
function said({ rule, path, got, allowed }: Finding, host: RunningHost): string {
  const place = path.slice(host.name.length + 1);
  return `${rule.title.startsWith(place) ? 'found' : `${place}:`} ${short(got)}; allowed: ${allowed}`;
}

/** Values of flags are shown as they are, cut to a readable length. */
function short(got: string): string {
  return shown(got).replace(/^"([^]*)"$/, '$1');
}
