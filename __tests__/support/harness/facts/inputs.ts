/** Facts about runtime inputs: what the template shows, how values are read, compared and merged. */
import { BACKEND, type Fact } from './fact.ts';

const MEASURED =
  'measured by running the classes that merge and validate in Harness’s open-source backend on random cases';

/** A value as it stands in YAML, without or with quotes, for one variable of type String. */
const VALUES = [
  // Of a list and a pattern the list counts, wherever it stands.
  { asks: '<+input>.allowedValues(ebb,flood).regex(x+)', given: 'ebb', isTaken: true },
  { asks: '<+input>.regex(x+).allowedValues(ebb,flood)', given: 'ebb', isTaken: true },
  // What is compared is text, of a bare number as Java spells it.
  { asks: '<+input>.allowedValues(1.10,2)', given: '1.10', isTaken: false },
  { asks: '<+input>.allowedValues(1.10,2)', given: '"1.10"', isTaken: true },
  { asks: '<+input>.allowedValues(1.23456785E7)', given: '12345678.5', isTaken: true },
  // Value and list are split at commas alike.
  { asks: '<+input>.allowedValues(ebb,flood)', given: '"ebb,flood"', isTaken: true },
  { asks: '<+input>.allowedValues(ebb,flood)', given: '"ebb,calm"', isTaken: false },
  { asks: String.raw`<+input>.allowedValues(\'ebb,flood\',calm)`, given: String.raw`"\\'ebb,flood\\'"`, isTaken: true },
  // Nothing in quotes is a value.
  { asks: '<+input>.regex(x+)', given: '""', isTaken: false },
  // From an expression in the list on nothing is checked.
  { asks: '<+input>.allowedValues(ebb,<+pipeline.variables.tide>)', given: 'calm', isTaken: true },
] as const;

export const INPUT_FACTS = {
  template: {
    what: 'the template has of a variable its name, its type and what it asks, and never whether it is required',
    source: MEASURED,
    shape: { name: 'tide', value: 'ebb' },
    absent: ['required', 'description'],
  },
  validators: {
    what: 'values are compared as text, with the list where there is a pattern, too, and split at commas',
    source: `${MEASURED}; which validator counts: ${BACKEND}`,
    shape: VALUES,
  },
  scalars: {
    what: 'bare scalars are read as YAML 1.1 has them, so that text has to be quoted when it is sent',
    source: `${MEASURED}; which library Harness uses today is not known`,
    shape: [
      { given: '007', becomes: '7' },
      { given: '1_000', becomes: '1000' },
      { given: '0x1F', becomes: '31' },
      { given: 'yes', becomes: 'true' },
      { given: 'on', becomes: 'true' },
      { given: '1.10', becomes: '1.1' },
    ],
    exact: ['0.becomes', '1.becomes', '2.becomes', '3.becomes', '4.becomes', '5.becomes'],
  },
  trimmed: {
    what: 'blanks around a text go after it was checked; a blank that does not break a line stays',
    source: MEASURED,
    shape: { blanks: 'ebb', noBreak: '\u00a0ebb' },
    exact: ['blanks', 'noBreak'],
  },
  twice: {
    what: 'what stands in two parallel blocks of one list stands there twice, which refuses the start',
    source: MEASURED,
    shape: { code: 'INVALID_REQUEST', message: 'This element is coming twice in yaml' },
    exact: ['message'],
  },
  openPlaces: {
    what: 'several YAMLs that Harness merges itself lose what goes beyond the template below a service: one merged YAML passes',
    source: MEASURED,
    shape: { merged: 200, several: 400 },
    exact: ['merged', 'several'],
  },
  stillOpen: {
    what: 'a value that is open still covers none that is given, unless it is asked for during the run',
    source: MEASURED,
    shape: { open: 'ebb', duringRun: '<+input>.executionInput()' },
    exact: ['open', 'duringRun'],
  },
  oneValue: {
    what: 'a list whose first item has nothing that identifies it is one value: it is replaced as a whole',
    source: MEASURED,
    shape: [{ from: 'ebb', to: 'flood' }],
    exact: ['0.from', '0.to'],
  },
  wrongWrapper: {
    what: 'a value under another wrapper than in the pipeline is silently ignored',
    source: MEASURED,
    shape: { status: 200, value: '<+input>' },
    exact: ['status', 'value'],
  },
  doubledKeys: {
    what: 'a key that stands twice in a mapping is refused',
    source: MEASURED,
    shape: { status: 'ERROR', code: 'INVALID_REQUEST' },
  },
  unknownStages: {
    what: 'stages that do not exist are silently ignored, and refused when none of them exists',
    source: MEASURED,
    shape: { oneOfTwo: 200, none: 400 },
    exact: ['oneOfTwo', 'none'],
  },
  emptyDefault: {
    what: 'a default without a value is a fault of the server when the pipeline starts',
    source: BACKEND,
    shape: { status: 'ERROR' },
  },
} as const satisfies Readonly<Record<string, Fact>>;
