/** The inputs of `simulator`. */
import { quotedValue } from '../../base/text.ts';
import { type GetInput, type InputContext, openForm } from '../../inputs/form.ts';

/** The inputs of `simulator`, read. */
interface SimulatorInputs {
  readonly scenario: string;
  /** 0 for a free one. */
  readonly port: number;
}

/** The scenarios of the simulator. They are passed in, because only this action loads them. */
interface Plays {
  /** @returns undefined when no scenario has that name. */
  scenario(name: string): unknown;
  scenarios(): readonly { readonly name: string; readonly about: string }[];
}

/** Reads the inputs of `simulator`. @throws InputError with every problem. */
export function readSimulator(get: GetInput, context: InputContext, plays: Plays): SimulatorInputs {
  const form = openForm(get, context);
  const scenario = form.text('scenario') === '' ? 'green' : form.text('scenario');
  if (plays.scenario(scenario) === undefined) {
    // The list also has names that only a pipeline can have: those whose start is refused.
    const known = plays.scenarios().flatMap(({ name }) => (plays.scenario(name) === undefined ? [] : [name]));
    form.problem('scenario', `must be one of ${known.join(', ')}, got ${quotedValue(scenario)}.`);
  }
  const written = form.text('port');
  const port = written === '' ? 0 : /^\d{1,5}$/.test(written) ? Number(written) : -1;
  if ((written !== '' && port < 1) || port > 65_535) {
    form.problem('port', `must be a port from 1 to 65535, got ${quotedValue(written)}. Omit it to use a free port.`);
  }
  form.close();
  return { scenario, port };
}
