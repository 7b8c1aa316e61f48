import { checkTable } from './check';
import { HOSTS } from './tables/hosts';

checkTable(HOSTS);
