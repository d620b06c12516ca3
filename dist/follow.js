import { follow } from './bundle/index.js';

await follow();
