/**
 * In place of what @actions/core and @actions/http-client import and this action does not use. OIDC tokens and the names of
 * platforms are asked for by nothing here; connections, TLS and proxies are those of src/harness/socket. @actions/core takes
 * fs.promises apart when it is loaded, which Node makes when they are asked for. Node's crypto is 20 modules (3 to 5 ms), and needed
 * by nothing before the first request.
 */
const fs = process.getBuiltinModule('node:fs');

const unused = () => {
  throw new Error('This part of the toolkit is not in the bundle.');
};

export const BearerCredentialHandler = unused;
export const getExecOutput = unused;
export const ProxyAgent = unused;

// https, and tunnel: an agent that is made and never used, because each request is given one of ours.
export const Agent = unused;
export const request = unused;
const noAgent = () => undefined;
export const httpOverHttp = noAgent;
export const httpOverHttps = noAgent;
export const httpsOverHttp = noAgent;
export const httpsOverHttps = noAgent;

export const { appendFileSync, constants, existsSync } = fs;
export const promises = {
  access: (...call) => fs.promises.access(...call),
  appendFile: (...call) => fs.promises.appendFile(...call),
  writeFile: (...call) => fs.promises.writeFile(...call),
};

const crypto = () => process.getBuiltinModule('node:crypto');
export const createHash = (...call) => crypto().createHash(...call);
export const randomBytes = (...call) => crypto().randomBytes(...call);
export const randomUUID = (...call) => crypto().randomUUID(...call);
