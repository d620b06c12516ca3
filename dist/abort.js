import { abort } from './bundle/index.js';

await abort();
