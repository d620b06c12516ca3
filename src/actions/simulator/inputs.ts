/** The inputs of `simulator`. */
import { oneLine } from '../../base/text.ts';
import { type GetInput, openForm } from '../../inputs/form.ts';

/** Everything that `simulator` was told. */
export interface SimulatorInputs {
  readonly scenario: string;
  /** 0 for a free one. */
  readonly port: number;
}

/** What the simulator can play. It is handed in, because only this one door has to load it. */
export interface Plays {
  /** @returns undefined when there is none of that name. */
  scenario(name: string): unknown;
  scenarios(): readonly { readonly name: string; readonly about: string }[];
}

/** Reads the inputs of `simulator`. @throws InputError with every problem there is. */
export function readSimulator(get: GetInput, plays: Plays): SimulatorInputs {
  const form = openForm(get);
  const scenario = form.text('scenario') === '' ? 'green' : form.text('scenario');
  if (plays.scenario(scenario) === undefined) {
    // The list also has names that only a pipeline can bear: those that are refused at the start.
    const known = plays.scenarios().flatMap(({ name }) => (plays.scenario(name) === undefined ? [] : [name]));
    form.problem('scenario', `'${oneLine(scenario, 100)}' is none of ${known.join(', ')}.`);
  }
  const written = form.text('port');
  const port = written === '' ? 0 : /^\d{1,5}$/.test(written) ? Number(written) : -1;
  if ((written !== '' && port < 1) || port > 65_535) {
    form.problem('port', `'${oneLine(written, 100)}' is not a port from 1 to 65535. Leave it out for a free one.`);
  }
  form.close();
  return { scenario, port };
}
