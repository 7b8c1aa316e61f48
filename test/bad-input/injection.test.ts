import { checkTable } from './check';
import { INJECTION } from './tables/injection';

checkTable(INJECTION);
