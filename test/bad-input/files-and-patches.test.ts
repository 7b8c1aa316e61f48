import { checkTable } from './check';
import { FILES_AND_PATCHES } from './tables/files-and-patches';

checkTable(FILES_AND_PATCHES);
