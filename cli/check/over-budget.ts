import { decidingTerms, Failure, millisOf, Service, SERVICES, Survey, Time } from '../../lib/availability/model';
import { grouped } from '../availability/groups';
import { settingsOf } from '../availability/settings';
import { showTime } from '../availability/times';
import { Budget } from './budget';
import { serviceAnswer } from './services';

/** Failures after which a service is away for longer than it may be, for the same reason. */
export interface OverBudget {
  readonly service: Service;
  /** What it may take, in milliseconds. */
  readonly budget: number;
  readonly failures: Failure[];
  /** What it takes; undefined where the service does not come back while the failure lasts. */
  readonly time?: Time;
  /** What is missing where it does not come back. */
  readonly missing: string[];
  /** What to change, the one that matters most first. */
  readonly settings: string[];
}

/** What is over its budget, by service, the worst first. */
export function overBudget(survey: Survey, budget: Budget): OverBudget[] {
  return SERVICES.flatMap((service) => {
    const millis = budget.get(service);
    return millis === undefined ? [] : overOf(survey, service, millis);
  });
}

function overOf(survey: Survey, service: Service, budget: number): OverBudget[] {
  const answers = survey.singles.map(({ failures, ...rest }) => ({ failures, answer: serviceAnswer({ failures, ...rest }, service) }));
  const over = answers.filter(({ answer }) => !answer.survives || millisOf(answer.time) > budget);
  const groups = grouped(over, ({ answer }) => (answer.survives ? showTime(answer.time) : answer.missing.join('\u0000')));
  const findings = groups.map((group): OverBudget => {
    const { survives, time, missing } = group[0]!.answer;
    const failures = group.flatMap((single) => single.failures);
    if (!survives) return { service, budget, failures, missing, settings: [] };
    return { service, budget, failures, time, missing: [], settings: settingsOf(decidingTerms(time)) };
  });
  return findings.sort((a, b) => weight(b) - weight(a));
}

/** What does not come back is worse than what has no bound. */
function weight({ time }: OverBudget): number {
  return time === undefined ? Number.POSITIVE_INFINITY : Math.min(millisOf(time), Number.MAX_VALUE);
}
