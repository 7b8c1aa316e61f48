import { Finding, Rule } from '../../cluster/finding';
import { Description } from '../description';

/** A rule about the description, for what no rendered file says. */
export interface DescriptionRule extends Rule {
  check(description: Description): Finding[];
}
