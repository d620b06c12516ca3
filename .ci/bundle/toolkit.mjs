/**
 * In place of what @actions/core imports and this action does not use. HTTP and child processes are for OIDC tokens and the names
 * of platforms, which nothing here asks for. It takes fs.promises apart when it is loaded, which Node makes when they are asked for.
 */
import { createRequire } from 'node:module';

const fs = createRequire(import.meta.url)('node:fs');

const unused = () => {
  throw new Error('This part of @actions/core is not in the bundle.');
};

export const HttpClient = unused;
export const BearerCredentialHandler = unused;
export const getExecOutput = unused;

export const { appendFileSync, constants, existsSync } = fs;
export const promises = {
  access: (...call) => fs.promises.access(...call),
  appendFile: (...call) => fs.promises.appendFile(...call),
  writeFile: (...call) => fs.promises.writeFile(...call),
};
