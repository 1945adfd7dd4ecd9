import { ConfigReader } from '@backstage/config';
import { readOperationsConfig } from './config';

const environments = ['development', 'production'];

function read(operations: unknown) {
  // A test may also give what the type does not allow.
  const data = JSON.parse(JSON.stringify({ operations }));
  return readOperationsConfig(new ConfigReader(data), environments);
}

describe('readOperationsConfig', () => {
  it('has defaults for everything', () => {
    expect(readOperationsConfig(new ConfigReader({}), [])).toEqual({
      retentionDays: 90,
      approvalExpiryHours: 72,
      approvalRules: [],
      freezes: [],
      heartbeatSeconds: 2,
      takeOverAfterSeconds: 10,
    });
  });

  it('reads all of it', () => {
    const { freezes, ...config } = read({
      retention: { days: 30 },
      approvals: {
        expiry: { hours: 4.5 },
        rules: [
          {
            name: 'High risk',
            risks: ['high'],
            approvers: ['group:default/team-platform', 'user:default/pia'],
          },
        ],
      },
      freezes: [
        {
          name: 'Holidays',
          environments: ['production'],
          from: '2026-12-20T18:00:00+01:00',
          until: '2027-01-04T08:00:00+01:00',
        },
        {
          name: 'Weekends',
          kinds: ['deploy'],
          schedule: '0 16 * * FRI',
          timeZone: 'Europe/Berlin',
          duration: { days: 2, hours: 16, minutes: 30 },
        },
      ],
      replicas: { heartbeat: { seconds: 1 }, takeOverAfter: { seconds: 3 } },
    });
    expect(config).toEqual({
      retentionDays: 30,
      approvalExpiryHours: 4.5,
      approvalRules: [
        {
          name: 'High risk',
          kinds: [],
          risks: ['high'],
          environments: [],
          approvers: ['group:default/team-platform', 'user:default/pia'],
          required: 1,
        },
      ],
      heartbeatSeconds: 1,
      takeOverAfterSeconds: 3,
    });
    expect(freezes).toEqual([
      {
        name: 'Holidays',
        environments: ['production'],
        kinds: [],
        when: {
          type: 'once',
          from: new Date('2026-12-20T17:00:00Z'),
          until: new Date('2027-01-04T07:00:00Z'),
        },
      },
      {
        name: 'Weekends',
        environments: [],
        kinds: ['deploy'],
        when: {
          type: 'repeated',
          schedule: '0 16 * * FRI',
          timeZone: 'Europe/Berlin',
          durationMinutes: 64 * 60 + 30,
        },
      },
    ]);
  });

  it.each<[unknown, string[]]>([
    [{ retention: { days: 0 } }, ['operations.retention.days: ']],
    [{ retentoin: {} }, ['retentoin']],
    [
      { approvals: { expiry: { hours: 0 } } },
      ['operations.approvals.expiry.hours: '],
    ],
    [
      { approvals: { rules: [{ name: 'x', approvers: [] }] } },
      ['operations.approvals.rules[0].approvers: '],
    ],
    [
      { approvals: { rules: [{ name: 'x', approvers: ['team-platform'] }] } },
      [
        'operations.approvals.rules[0].approvers[0]: expected the full reference of a group or user, such as group:default/team-platform',
      ],
    ],
    [
      {
        approvals: {
          rules: [
            {
              name: 'x',
              approvers: ['user:default/pia'],
              environments: ['live'],
              risks: ['deadly'],
            },
          ],
        },
      },
      ['operations.approvals.rules[0].risks[0]: '],
    ],
    // All together, each with its key.
    [
      {
        retention: { days: 'many' },
        approvals: {
          rules: [{ name: '', approvers: ['user:default/pia'], required: 0 }],
        },
        replicas: { heartbeat: { seconds: -1 } },
      },
      [
        'operations.retention.days: ',
        'operations.approvals.rules[0].name: ',
        'operations.approvals.rules[0].required: ',
        'operations.replicas.heartbeat.seconds: ',
      ],
    ],
    [
      {
        approvals: {
          rules: [
            {
              name: 'x',
              approvers: ['user:default/pia'],
              environments: ['live'],
            },
          ],
        },
        freezes: [
          {
            name: 'y',
            environments: ['live', 'production'],
            schedule: '0 16 * * FRI',
            duration: { hours: 1 },
          },
        ],
        replicas: { heartbeat: { seconds: 5 } },
      },
      [
        "operations.approvals.rules[0].environments: 'live' is not in platform.environments (development, production)",
        "operations.freezes[0].environments: 'live' is not in platform.environments (development, production)",
        'operations.replicas.takeOverAfter: expected at least three heartbeats, or a slow process loses what it runs',
      ],
    ],
  ])('%j stops the start', (operations, problems) => {
    let message = '';
    try {
      read(operations);
    } catch (error) {
      message = `${error}`;
    }
    expect(message).toContain('The configuration of operations is not valid:');
    for (const problem of problems) {
      expect(message).toContain(problem);
    }
    expect(message.split('\n')).toHaveLength(problems.length + 1);
  });

  it.each([
    { name: 'x' },
    { name: 'x', from: '2026-12-20', until: '2026-12-21' },
    { name: 'x', from: '2026-12-20T18:00:00', until: '2026-12-21T18:00:00' },
    { name: 'x', from: '2026-12-21T18:00:00Z', until: '2026-12-20T18:00:00Z' },
    { name: 'x', from: '2026-12-21T18:00:00Z', schedule: '0 16 * * FRI' },
    { name: 'x', schedule: 'on Fridays', duration: { hours: 1 } },
    {
      name: 'x',
      schedule: '0 16 * * FRI',
      timeZone: 'Mars/Base',
      duration: { hours: 1 },
    },
    { name: 'x', schedule: '0 16 * * FRI', duration: { weeks: 1 } },
    { name: 'x', schedule: '0 16 * * FRI', duration: { hours: -1 } },
    { name: 'x', schedule: '0 16 * * FRI', duration: {} },
    { schedule: '0 16 * * FRI', duration: { hours: 1 } },
  ])('%j is no freeze window, and its key is told', freeze => {
    expect(() => read({ freezes: [freeze] })).toThrow(
      /operations\.freezes\[0\]/,
    );
  });
});
