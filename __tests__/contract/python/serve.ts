/** A simulator for a client in another language: prints where it is as one line of JSON, and ends with its standard input. */
import { startSimulator } from '../../../src/simulator/simulator.ts';

const { url, apiKey, sat, account, close } = await startSimulator({ scenario: 'green', speed: 20 });
console.log(JSON.stringify({ url, apiKey, sat, account }));
process.stdin.resume().on('end', () => void close().then(() => process.stdin.destroy()));
