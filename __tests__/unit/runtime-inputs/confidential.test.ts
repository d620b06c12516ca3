/** Which values of runtime inputs a log and a summary show. */
import { describe, expect, it } from '@jest/globals';

import { isHidden, valuesIn, yamlForLog } from '../../../src/runtime-inputs/confidential.ts';

const TOKEN = 'q7Zk2vX9pLw4Rt8Bn3Ys';

describe('a value', () => {
  it.each([
    ['issueKey', 'CHG-1042'],
    ['jira_issue_key', 'CHG-1042'],
    ['sonar.projectKey', 'acme_shop'],
    ['cacheKeys', 'node-20'],
    ['keyspace', 'orders'],
    ['tokenizer', 'bert'],
    ['isPrivate', 'true'],
    ['db_password', '<+secrets.getValue("db")>'],
    ['region', TOKEN],
  ])('is shown: %s = %s', (name, value) => {
    expect(isHidden({ name, value })).toBe(false);
  });

  it.each([
    ['apiKey', 'abc'],
    ['issueKeyToken', 'abc'],
    ['key', 'abc'],
    ['ssh_private_key', 'abc'],
    ['passwordIssueKey', 'abc'],
    ['encryptionKey', 'abc'],
    ['db_password', 'prefix-<+secrets.getValue("db")>'],
    ['issueKey', TOKEN],
  ])('is hidden: %s = %s', (name, value) => {
    expect(isHidden({ name, value })).toBe(true);
  });

  it('of a Secret variable is hidden, whatever its name', () => {
    expect(isHidden({ name: 'issueKey', type: 'Secret', value: 'true' })).toBe(true);
  });
});

describe('YAML for a log', () => {
  const yaml = `pipeline:
  identifier: deploy
  variables:
    - name: issueKey
      type: String
      value: CHG-1042
    - name: db_password
      type: String
      value: hunter2
    - name: region
      type: Secret
      value: account.eu
    - name: kubeconfig
      type: String
      value: ${'x'.repeat(353)}
    - name: targets
      type: Secret
      value: [one, two]
`;

  it('shows each value whole, as its length, or not at all', () => {
    const values = new Map(valuesIn(yamlForLog(yaml)).map(({ name, value }) => [name, value]));
    expect(Object.fromEntries(values)).toMatchObject({
      identifier: 'deploy',
      issueKey: 'CHG-1042',
      db_password: '(hidden)',
      region: '(hidden)',
      kubeconfig: '(353 characters)',
      targets: '(hidden)',
    });
  });

  it('says when it cannot be read', () => {
    expect(yamlForLog('a: [')).toBe('(invalid YAML)');
  });
});
