import { trigger } from './bundle/index.js';

await trigger();
