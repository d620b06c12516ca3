import { approve } from './bundle/index.js';

await approve();
