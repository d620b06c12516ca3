/** A server with a certificate of an unknown authority, in front of one that speaks plain HTTP. */
import { type AddressInfo, connect, type Socket } from 'node:net';
import { createServer } from 'node:tls';

export interface TlsFront {
  readonly port: number;
  /** How many connections there have been, whatever became of them. */
  readonly connections: number;
  readonly close: () => Promise<void>;
}

/** Listens on every address of this machine, for `harness.example`, `github.example` and 0.0.0.0. @param to a port of 127.0.0.1 */
export async function openTlsFront(to: number): Promise<TlsFront> {
  let connections = 0;
  const sockets = new Set<Socket>();
  const server = createServer({ key: KEY, cert: CERTIFICATE }, (socket) => {
    const target = connect(to, '127.0.0.1');
    target.on('error', () => socket.destroy());
    socket.on('error', () => target.destroy());
    socket.pipe(target).pipe(socket);
  });
  server.on('connection', (socket: Socket) => {
    connections += 1;
    sockets.add(socket.on('error', () => undefined).on('close', () => sockets.delete(socket)));
  });
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((done) => server.listen(0, '0.0.0.0', done));
  return {
    port: (server.address() as AddressInfo).port,
    get connections() {
      return connections;
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

// Made for these tests and of no other use; valid from 2020 to 2119. The authority's key was thrown away.
export const AUTHORITY = `-----BEGIN CERTIFICATE-----
MIIBlTCCATygAwIBAgICEAAwCgYIKoZIzj0EAwIwMTEvMC0GA1UEAwwmVGVzdCBh
dXRob3JpdHkgb2YgcnVuLWhhcm5lc3MtcGlwZWxpbmUwIBcNMjAwMTAxMDAwMDAw
WhgPMjEyMDAxMDEwMDAwMDBaMDExLzAtBgNVBAMMJlRlc3QgYXV0aG9yaXR5IG9m
IHJ1bi1oYXJuZXNzLXBpcGVsaW5lMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE
DEC0ZPKDLRjVGtHJegBGz/nYmp7EcqJ0Y+35PrIAJGBhHwIQMcVu0UoXcqTA8cih
Tprn8AiFXeokFUsQ6kvVw6NCMEAwDwYDVR0TAQH/BAUwAwEB/zAOBgNVHQ8BAf8E
BAMCAgQwHQYDVR0OBBYEFMBclM8nR3RxOGZdEBwo1S4S9wNIMAoGCCqGSM49BAMC
A0cAMEQCIHd853dP8TOxMAhCsbp1dRDJUsq0cxG/DLw7IMOmYFlrAiA6CDR3PdA3
sxpcztNZPKXEZ0WJmeWtQ/T7r5ubLWm7aA==
-----END CERTIFICATE-----`;
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBvDCCAWKgAwIBAgICEAEwCgYIKoZIzj0EAwIwMTEvMC0GA1UEAwwmVGVzdCBh
dXRob3JpdHkgb2YgcnVuLWhhcm5lc3MtcGlwZWxpbmUwIBcNMjAwMTAxMDAwMDAw
WhgPMjEyMDAxMDEwMDAwMDBaMBoxGDAWBgNVBAMMD2hhcm5lc3MuZXhhbXBsZTBZ
MBMGByqGSM49AgEGCCqGSM49AwEHA0IABAPU1Kdu8mNW5JBWYC+Y/ya/pq5tb0Je
Fvz2c0ki9coNaXmoXBqqiJtVVS5eWG68at0+Zg55fpVGfkxWrssXTpmjfzB9MAkG
A1UdEwQCMAAwMAYDVR0RBCkwJ4IPaGFybmVzcy5leGFtcGxlgg5naXRodWIuZXhh
bXBsZYcEAAAAADAfBgNVHSMEGDAWgBTAXJTPJ0d0cThmXRAcKNUuEvcDSDAdBgNV
HQ4EFgQUdd/xwWnntNVGnetMtzyRJnC42qIwCgYIKoZIzj0EAwIDSAAwRQIgaUpE
mWpXO33JdjwW36y2KJgIwkLeONbI1saFO6BXAskCIQCTAC/73yBvEUK1PhUpcT6o
MajQgF+husNLIewhHgMv2g==
-----END CERTIFICATE-----`;
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgfENNcybIuaWzYTlW
4PFa3nAVNPTIxEoRowR5mztlRpehRANCAAQD1NSnbvJjVuSQVmAvmP8mv6aubW9C
Xhb89nNJIvXKDWl5qFwaqoibVVUuXlhuvGrdPmYOeX6VRn5MVq7LF06Z
-----END PRIVATE KEY-----`;
