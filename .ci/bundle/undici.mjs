/**
 * In place of undici. @actions/http-client imports it for the proxy of a fetch that it never makes itself, and
 * @actions/github for its own fetch; a step that tells GitHub nothing needs neither, and need not read the rest.
 */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const undici = () => require('./undici/index.js');

export const fetch = (...call) => undici().fetch(...call);

export function ProxyAgent(...options) {
  return new (undici().ProxyAgent)(...options);
}
