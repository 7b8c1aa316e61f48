import { Assessment, decidingTerms, Failure, longer, millisOf, Time } from '../../../lib/availability/model';

/** Bounds that differ by less than this share of themselves are the same to people: two priorities of VRRP differ by a millisecond. */
const ALIKE = 0.02;

/** What the host that fails is called where it stands for several. */
const THAT_HOST = 'that host';

/**
 * Failures after which the same happens, whatever the host is called.
 *
 * @param assessments of one failure each
 * @returns groups in the order in which each comes first
 */
export function alike(assessments: Assessment[]): Assessment[][] {
  const groups: { readonly text: string; readonly times: number[]; readonly members: Assessment[] }[] = [];
  for (const assessment of assessments) {
    const text = signatureOf(assessment);
    const times = timesOf(assessment).map(millisOf);
    const group = groups.find((each) => each.text === text && each.times.every((millis, index) => near(millis, times[index]!)));
    if (group) group.members.push(assessment);
    else groups.push({ text, times, members: [assessment] });
  }
  return groups.map(({ members }) => members);
}

/** One assessment for a whole group: each time is the longest of them, and the host that fails has no name. */
export function standing(group: Assessment[]): Assessment {
  const [first, ...others] = group.map((each) => (group.length === 1 ? each : withoutName(each, THAT_HOST))) as [Assessment, ...Assessment[]];
  return others.reduce(longest, first);
}

function longest(a: Assessment, b: Assessment): Assessment {
  return {
    failures: a.failures,
    clients: a.clients.map((answer, index) => {
      const other = b.clients[index]!;
      return {
        ...answer,
        interruption: longer(answer.interruption, other.interruption),
        openConnections: longer(answer.openConnections, other.openConnections),
      };
    }),
    controllers: { ...a.controllers, interruption: longer(a.controllers.interruption, b.controllers.interruption) },
    scheduler: { ...a.scheduler, interruption: longer(a.scheduler.interruption, b.scheduler.interruption) },
    workloads: { ...a.workloads, replaced: longer(a.workloads.replaced, b.workloads.replaced) },
  };
}

/** Every time of an answer, in a fixed order. */
function timesOf({ clients, controllers, scheduler, workloads }: Assessment): Time[] {
  return [
    ...clients.flatMap(({ interruption, openConnections }) => [interruption, openConnections]),
    controllers.interruption,
    scheduler.interruption,
    workloads.replaced,
  ];
}

function near(a: number, b: number): boolean {
  return a === b || Math.abs(a - b) <= ALIKE * Math.max(a, b);
}

/** All but numbers and names of hosts: what fails, what is there, and which terms decide how long it takes. */
function signatureOf(assessment: Assessment): string {
  const { clients, controllers, scheduler, workloads } = withoutName(assessment, '\u0000');
  const failure: Record<string, unknown> = { ...assessment.failures[0], host: undefined };
  const terms = timesOf(assessment).map((time) => decidingTerms(time).map(({ name }) => name));
  const answers = clients.map(({ client, present, reads, writes, cutOff, notes }) => [client, present === 0, reads, writes, cutOff, notes]);
  const { keepRunning, lost, doubted } = workloads;
  return JSON.stringify([failure, terms, answers, controllers.acts, scheduler.acts, keepRunning, lost, doubted]);
}

function withoutName(assessment: Assessment, instead: string): Assessment {
  const failure = assessment.failures[0] as Failure;
  if (!('host' in failure)) return assessment;
  const escaped = failure.host.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const name = new RegExp(`(?<![\\w.-])${escaped}(?![\\w-]|\\.\\w)`, 'g');
  return { ...renamed({ ...assessment, failures: [] }, name, instead), failures: assessment.failures };
}

function renamed<T>(value: T, name: RegExp, instead: string): T {
  if (typeof value === 'string') return value.replace(name, () => instead) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => renamed(item, name, instead)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, renamed(item, name, instead)])) as T;
}
