import { firstgen } from './bundle/index.js';

await firstgen();
