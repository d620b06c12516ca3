import { rollback } from './bundle/index.js';

await rollback();
