import { checkTable } from './check';
import { BACKUP } from './tables/backup';

checkTable(BACKUP);
