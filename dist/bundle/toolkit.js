/**
 * In place of what @actions/core and @actions/http-client import and this action does not use. OIDC tokens and the names of
 * platforms are asked for by nothing here; connections, TLS and proxies are those of src/harness/socket. @actions/core takes
 * fs.promises apart when it is loaded, which Node makes when they are asked for. Node's crypto is 20 modules (up to 10 ms on
 * Node 24): before the first request only random bytes are needed of it, which the system has as well.
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

/** From the system's source of random bytes, which crypto draws on, too; from crypto where there is no such file, as on Windows. */
export function randomBytes(size) {
  try {
    const source = fs.openSync('/dev/urandom', 'r');
    try {
      const bytes = Buffer.alloc(size);
      if (fs.readSync(source, bytes, 0, size, null) === size) {
        return bytes;
      }
    } finally {
      fs.closeSync(source);
    }
  } catch {
    // crypto reports what is wrong with the machine.
  }
  return crypto().randomBytes(size);
}

export function randomUUID() {
  const bytes = randomBytes(16);
  bytes[6] = (bytes[6] & 0x0f) | 0x40; // version 4
  bytes[8] = (bytes[8] & 0x3f) | 0x80; // variant 1
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
