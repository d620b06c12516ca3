import { recent } from './bundle/index.js';

await recent();
