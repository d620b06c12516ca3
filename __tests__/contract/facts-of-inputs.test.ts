/** Facts about runtime inputs: the client fits, checks and sends them by what Harness does, and the simulator does that. */
import { parse, parseDocument } from 'yaml';

import { checkFacts, type Sides } from '../support/harness/facts/check.ts';
import { INPUT_FACTS as FACTS } from '../support/harness/facts/inputs.ts';
import { openSimulator } from '../support/harness/facts/plays.ts';
import { templateOf } from '../support/harness/simulator-inputs.ts';
import { all, type Answer, ask, at, executionOf, simulate, word, YAML } from '../support/harness/simulator.ts';
import { problems, sentText } from '../support/runtime-inputs/fit.ts';

/** A pipeline of one variable that asks like this. */
function asksLike(asks: string, more = ''): string {
  return `pipeline: {identifier: p, variables: [{name: tide, type: String, ${more}value: ${JSON.stringify(asks)}}]}`;
}

/** Complete YAML that gives the variable this value, as it stands there. */
function giving(value: string): string {
  return `pipeline: {identifier: p, variables: [{name: tide, type: String, value: ${value}}]}`;
}

const VALUE = 'pipeline.variables.0.value';
const ASKED = asksLike('<+input>');

/** What a simulator that has this pipeline answers to a start. */
async function startWith(
  own: string,
  body: string,
): Promise<{ readonly answer: Answer; readonly yaml: string; readonly value: unknown }> {
  const simulator = await simulate({ pipelines: { p: { yaml: own } } });
  const answer = await ask(simulator, 'POST /pipeline/api/pipeline/execute/p', { headers: YAML, body });
  const id = word(answer.json, 'data.planExecution.uuid');
  const yaml = answer.status === 200 ? executionOf(simulator, id).yaml : '';
  return { answer, yaml, value: at(parse(yaml), VALUE) };
}

/** The value of the variable in what the client sends for a name, read as YAML 1.1. */
async function sentFor(value: string): Promise<unknown> {
  const yaml = await sentText({ own: ASKED, inputs: `tide: ${value}` });
  return at(parseDocument(yaml, { version: '1.1' }).toJS(), 'pipeline.variables.0.value');
}

const STAGE = '{stage: {identifier: ship, type: Custom, variables: [{name: tide, type: String, value: <+input>}]}}';
const BLOCKS = `pipeline: {identifier: p, stages: [{parallel: [${STAGE}]}, {parallel: [${STAGE.replace('ship', 'dock')}]}]}`;
const WRAPPED = `pipeline: {identifier: p, stages: [${STAGE}]}`;
const RULES = 'pipeline: {identifier: p, rules: [{from: ebb, to: flood}]}';
const SHIP = STAGE.replace('<+input>', 'ebb');
const TWICE = `pipeline: {identifier: p, stages: [{parallel: [${SHIP}]}, {parallel: [${SHIP}]}]}`;

const SIDES: Readonly<Record<keyof typeof FACTS, Sides>> = {
  template: {
    // It is known from the pipeline's own YAML alone.
    read: async () => {
      const found = await Promise.all(
        ['required: true, ', ''].map((more) => problems({ own: asksLike('<+input>', more) })),
      );
      return [found.map((each) => each.length), [1, 0]];
    },
    answered: async () => all(await templateOf(await openSimulator(), 'inputs'), 'variables'),
  },
  validators: {
    read: async () => {
      const found = FACTS.validators.shape.map(async ({ asks, given }) => {
        return (await problems({ own: asksLike(asks), inputs: giving(given) })).length === 0;
      });
      return [await Promise.all(found), FACTS.validators.shape.map(({ isTaken }) => isTaken)];
    },
    answered: async () => {
      const found = FACTS.validators.shape.map(async ({ asks, given }) => {
        const { answer } = await startWith(asksLike(asks), giving(given));
        return { asks, given, isTaken: answer.status === 200 };
      });
      return [await Promise.all(found)];
    },
  },
  scalars: {
    read: async () => {
      const { shape } = FACTS.scalars;
      return [await Promise.all(shape.map(({ given }) => sentFor(given))), shape.map(({ given }) => given)];
    },
    answered: async () => {
      const found = FACTS.scalars.shape.map(async ({ given }) => {
        return { given, becomes: String((await startWith(ASKED, giving(given))).value) };
      });
      return [await Promise.all(found)];
    },
  },
  trimmed: {
    // What is checked has its blanks still, here and there.
    read: async () => {
      const own = asksLike('<+input>.regex([a-z]+)');
      const found = ['" ebb "', '"\u00a0ebb"', '"ebb"'].map((value) => problems({ own, inputs: `tide: ${value}` }));
      return [(await Promise.all(found)).map((each) => each.length), [1, 1, 0]];
    },
    answered: async () => {
      const value = async (given: string): Promise<unknown> => (await startWith(ASKED, giving(given))).value;
      return [{ blanks: await value('" ebb "'), noBreak: await value('"\u00a0ebb"') }];
    },
  },
  twice: {
    read: async () => {
      const [problem = ''] = await problems({ own: BLOCKS, inputs: TWICE });
      return [/is given twice/.test(problem), true];
    },
    answered: async () => [(await startWith(BLOCKS, TWICE)).answer.json],
  },
  openPlaces: {
    // What goes beyond the template is merged here, and sent as one.
    read: async () => {
      const yaml = await sentText({ own: SERVICE, sets: [{ id: 'calm', yaml: `inputSet: {${GIVEN}}` }] });
      return [at(parse(yaml), PORT), '80'];
    },
    answered: async () => {
      const inputSets = { calm: { yaml: GIVEN } };
      const simulator = await simulate({ pipelines: { p: { yaml: SERVICE, inputSets } } });
      const start = 'POST /pipeline/api/pipeline/execute/p';
      const merged = await ask(simulator, start, { headers: YAML, body: GIVEN });
      const several = await ask(simulator, `${start}/inputSetList`, { body: '{"inputSetReferences":["calm"]}' });
      return [{ merged: merged.status, several: several.status }];
    },
  },
  stillOpen: {
    read: async () => {
      const sets = [{ id: 'calm', yaml: `inputSet: {${giving('ebb')}}` }];
      const value = async (inputs: string): Promise<unknown> =>
        at(parse(await sentText({ own: ASKED, sets, inputs: giving(inputs) })), VALUE);
      const { open, duringRun } = FACTS.stillOpen.shape;
      return [
        [await value('<+input>'), await value(duringRun)],
        [open, duringRun],
      ];
    },
    answered: async () => {
      const value = async (lastYamlToMerge: string): Promise<unknown> => {
        const simulator = await simulate({
          pipelines: { p: { yaml: ASKED, inputSets: { calm: { yaml: giving('ebb') } } } },
        });
        const body = JSON.stringify({ inputSetReferences: ['calm'], lastYamlToMerge });
        const { json } = await ask(simulator, 'POST /pipeline/api/pipeline/execute/p/inputSetList', { body });
        return at(parse(executionOf(simulator, word(json, 'data.planExecution.uuid')).yaml), VALUE);
      };
      return [{ open: await value(giving('<+input>')), duringRun: await value(giving('<+input>.executionInput()')) }];
    },
  },
  oneValue: {
    // It may have more items than the pipeline has.
    read: async () => {
      const [rule] = FACTS.oneValue.shape;
      const rules = [rule, { from: 'calm', to: 'storm' }];
      const inputs = JSON.stringify({ pipeline: { identifier: 'p', rules } });
      const yaml = await sentText({ own: RULES.replace('ebb', '<+input>'), inputs });
      return [at(parse(yaml), 'pipeline.rules'), rules];
    },
    answered: async () => {
      const { answer, yaml } = await startWith(RULES.replace('ebb', '<+input>').replace('flood', 'calm'), RULES);
      return [answer.status === 200 ? at(parse(yaml), 'pipeline.rules') : answer.json];
    },
  },
  wrongWrapper: {
    read: async () => {
      const given = WRAPPED.replace('stage:', 'step:').replace('<+input>', 'ebb');
      const [problem = ''] = await problems({ own: WRAPPED, inputs: given });
      return [/silently ignore/.test(problem), true];
    },
    answered: async () => {
      const given = WRAPPED.replace('stage:', 'step:').replace('<+input>', 'ebb');
      const { answer, yaml } = await startWith(WRAPPED, given);
      return [{ status: answer.status, value: at(parse(yaml), 'pipeline.stages.0.stage.variables.0.value') }];
    },
  },
  doubledKeys: {
    read: async () => {
      const [problem = ''] = await problems({ own: ASKED, inputs: 'tide: ebb\ntide: flood' });
      return [/twice/.test(problem), true];
    },
    answered: async () => [(await startWith(ASKED, giving('ebb, value: flood'))).answer.json],
  },
  unknownStages: {
    // The client compares the names with the list of stages before it starts anything.
    answered: async () => {
      const status = async (...stageIdentifiers: string[]): Promise<number> => {
        const runtimeInputYaml =
          'pipeline: {identifier: selective, variables: [{name: version, type: String, value: "1"}]}';
        const body = JSON.stringify({ runtimeInputYaml, stageIdentifiers });
        const simulator = await openSimulator();
        return (await ask(simulator, 'POST /pipeline/api/pipeline/execute/selective/stages', { body })).status;
      };
      return [{ oneOfTwo: await status('notify', 'sail'), none: await status('sail') }];
    },
  },
  emptyDefault: {
    read: async () => [await problems({ own: asksLike('<+input>.default()') }), []],
    answered: async () => [(await startWith(asksLike('<+input>.default()'), '')).answer.json],
  },
};

const SERVICE =
  'pipeline: {identifier: p, stages: [{stage: {identifier: ship, type: Deployment, spec: {service: {serviceRef: <+input>, serviceInputs: {type: <+input>}}}}}]}';
const GIVEN =
  'pipeline: {identifier: p, stages: [{stage: {identifier: ship, type: Deployment, spec: {service: {serviceRef: till, serviceInputs: {type: quay, port: "80"}}}}}]}';
const PORT = 'pipeline.stages.0.stage.spec.service.serviceInputs.port';

checkFacts(FACTS, SIDES);
