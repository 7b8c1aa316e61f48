import { checkTable } from './check';
import { ENDPOINT } from './tables/endpoint';

checkTable(ENDPOINT);
