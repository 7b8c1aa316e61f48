import { checkTable } from './check';
import { OPTIONS } from './tables/options';

checkTable(OPTIONS);
