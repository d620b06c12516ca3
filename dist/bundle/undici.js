/**
 * In place of undici, which @actions/github imports for its fetch and its proxy: a step that tells GitHub nothing needs neither, and
 * need not read it.
 */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const undici = () => require('./undici/index.js');

export const fetch = (...call) => undici().fetch(...call);

export function ProxyAgent(...options) {
  return new (undici().ProxyAgent)(...options);
}
