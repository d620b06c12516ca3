import { simulator } from './bundle/index.js';

await simulator();
