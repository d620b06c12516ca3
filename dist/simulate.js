import { simulate } from './bundle/index.js';

await simulate();
