/** What messages mean and what to do: the table of docs/troubleshooting.md, and in short that of the README. */

/** One message; where it says what differs from case to case there is `…`. */
interface Row {
  readonly says: string;
  readonly means: string;
  readonly remedy: string;
  /** Whether the README has it, too. */
  readonly isCommon?: boolean;
}

interface Group {
  readonly about: string;
  readonly rows: readonly Row[];
}

const GROUPS: readonly Group[] = [
  {
    about: 'The key',
    rows: [
      {
        says: 'Harness rejected the API key',
        means: 'the key is wrong, expired or revoked, or belongs to another account',
        remedy: 'create a new token and update the secret',
        isCommon: true,
      },
      {
        says: 'The API key has no permission to …',
        means: 'the message names the missing permission',
        remedy: 'assign the service account that role in that project',
        isCommon: true,
      },
      {
        says: 'GitHub does not pass secrets to workflow runs for pull requests from forks',
        means: 'without the key nothing can be started',
        remedy: '[three alternatives](examples/forks-and-dependabot.yml)',
        isCommon: true,
      },
      {
        says: 'is the name of a secret, not its value',
        means: '`api-key: secrets.X` is text',
        remedy: 'write `${{ secrets.X }}`',
      },
      {
        says: 'does not begin with pat.ACCOUNT. or sat.ACCOUNT.',
        means: 'it is not a Harness token, or an old one without the account',
        remedy: 'check the secret, or set `account`',
      },
      {
        says: 'Rate limited by Harness',
        means: 'the 400 requests a minute of this key are used up',
        remedy: 'use one key per team, or a longer `poll-interval`',
        isCommon: true,
      },
    ],
  },
  {
    about: 'Names and inputs',
    rows: [
      {
        says: 'Harness returned "not found" when trying to …',
        means: 'account, org, project or pipeline is wrong, or hidden from the key',
        remedy: "compare with the pipeline's URL (case-sensitive), or use that URL",
        isCommon: true,
      },
      {
        says: 'is not an input of this action. Did you mean …',
        means: 'a misspelled name under `with:`, which GitHub would ignore',
        remedy: 'use the suggested name',
      },
      {
        says: 'contains an invisible character …',
        means: 'it was copied along with the text',
        remedy: 'type the text instead',
      },
      {
        says: 'is treated as a branch, but looks like …',
        means: '`ref` is a short SHA, a number, a remote branch or a tag',
        remedy: 'write the ref that it shows, or `refs/heads/NAME`',
      },
      {
        says: 'is a YAML list',
        means: 'lists of names are plain text',
        remedy: 'write one name per line, or separate names with commas',
      },
      {
        says: 'GitHub drops an output that contains a secret',
        means: 'if the account id is a secret, `execution-url` is empty in other jobs',
        remedy: 'pass `execution-id` instead of `execution-url`',
      },
    ],
  },
  {
    about: 'The network',
    rows: [
      {
        says: 'Could not connect to …',
        means: 'wrong host, or a proxy or firewall in between',
        remedy: 'check `base-url`, and `HTTPS_PROXY` (special characters percent-encoded) and `NO_PROXY` of the runner',
        isCommon: true,
      },
      {
        says: 'Unexpected response from …',
        means: "a login page, a proxy's page or another host responded",
        remedy: 'check `base-url`, and that the key has not expired',
        isCommon: true,
      },
      {
        says: 'The certificate of … is not trusted',
        means: 'Harness uses a private certificate authority',
        remedy: "set `NODE_EXTRA_CA_CERTS` in the runner's environment",
      },
      {
        says: 'Could not set up TLS with …',
        means: 'the server there does not speak TLS',
        remedy: 'check the port of `base-url`, and use `http://` for the proxy',
      },
      {
        says: '… redirected the request to …',
        means: 'the server redirects to another host, to which the key is not sent',
        remedy: 'set `base-url` to that host, if it is your Harness',
      },
    ],
  },
];

const cells = ({ says, means, remedy }: Row, toRoot: string): string =>
  `| ${says} | ${means} | ${remedy.replaceAll('](examples', `](${toRoot}examples`)} |`;

const head = ['| Message | Meaning | What to do |', '| --- | --- | --- |'];

/** @returns the rows that most people need. */
export function commonFailures(): string {
  const rows = GROUPS.flatMap((group) => group.rows).filter(({ isCommon }) => isCommon === true);
  return [...head, ...rows.map((row) => cells(row, ''))].join('\n');
}

/** @returns all rows, a table for each group. */
export function allFailures(): string {
  return GROUPS.map(({ about, rows }) =>
    [`## ${about}`, '', ...head, ...rows.map((row) => cells(row, '../'))].join('\n'),
  ).join('\n\n');
}

/** @returns the parts of all messages that the code must hold word for word. */
export function failureWords(): string[] {
  return GROUPS.flatMap(({ rows }) => rows.flatMap(({ says }) => says.split('…')))
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
