import { checkTable } from './check';
import { TIMING } from './tables/timing';

checkTable(TIMING);
