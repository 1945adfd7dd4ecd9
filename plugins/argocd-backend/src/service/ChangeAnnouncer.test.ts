import { readApplicationQuery } from '@golden-path/plugin-argocd-common';
import { projectApplication } from '../client/projectApplication';
import type { ApplicationsChange } from './ApplicationsReadModel';
import { ChangeAnnouncer } from './ChangeAnnouncer';

function queryFor(name: string) {
  const reading = readApplicationQuery({ 'argocd/app-name': name });
  if (reading.type !== 'query') {
    throw new Error(`No query: ${name}`);
  }
  return reading.query;
}

function changeOf(name: string): ApplicationsChange {
  const application = projectApplication(
    {
      metadata: { name, namespace: 'argocd' },
      spec: { project: 'default', destination: {} },
    },
    { instance: 'main', cluster: 'sandbox' },
  );
  return { type: 'application', versions: [application] };
}

describe('ChangeAnnouncer', () => {
  const publish = jest.fn();
  let change: (change: ApplicationsChange) => void;
  let passInterval: () => void;
  let announcer: ChangeAnnouncer;

  const published = () => publish.mock.calls.map(([{ message }]) => message);

  beforeEach(() => {
    publish.mockReset().mockResolvedValue(undefined);
    passInterval = () => {};
    announcer = ChangeAnnouncer.create({
      applications: {
        subscribe: listener => {
          change = listener;
          return () => {};
        },
      },
      signals: { publish },
      logger: { warn: jest.fn() },
      schedule: callback => {
        passInterval = callback;
      },
    });
  });

  it('announces a change of what somebody looks at, by an opaque key and a counter only', () => {
    const key = announcer.watch(
      'component:default/order-service',
      queryFor('order'),
    );
    expect(key).toMatch(/^[0-9a-f]{64}$/);
    change(changeOf('order'));
    expect(publish.mock.calls).toEqual([
      [
        {
          recipients: { type: 'broadcast' },
          channel: 'argocd:deployments',
          message: { changeKey: key, counter: 1 },
        },
      ],
    ]);
  });

  it('is silent about what nobody looks at', () => {
    announcer.watch('component:default/order-service', queryFor('order'));
    change(changeOf('payment'));
    expect(publish).not.toHaveBeenCalled();
  });

  it('gives the same key to all who look at an entity, and another one to others', () => {
    const query = queryFor('order');
    const key = announcer.watch('component:default/order-service', query);
    expect(announcer.watch('component:default/order-service', query)).toBe(key);
    expect(announcer.watch('component:default/other', query)).not.toBe(key);
  });

  it('puts a burst of changes together', () => {
    const changeKey = announcer.watch('component:default/a', queryFor('order'));
    change(changeOf('order'));
    change(changeOf('order'));
    change(changeOf('order'));
    expect(published()).toEqual([{ changeKey, counter: 1 }]);

    passInterval();
    expect(published()).toEqual([
      { changeKey, counter: 1 },
      { changeKey, counter: 2 },
    ]);

    passInterval();
    expect(publish).toHaveBeenCalledTimes(2);
    change(changeOf('order'));
    expect(publish).toHaveBeenCalledTimes(3);
  });

  it('announces any change to whoever looks at everything, at most once in a while', () => {
    const changeKey = announcer.watchAll();
    change(changeOf('order'));
    change(changeOf('payment'));
    change({ type: 'source', instance: 'west' });
    expect(published()).toEqual([{ changeKey, counter: 1 }]);
    passInterval();
    expect(published()).toEqual([
      { changeKey, counter: 1 },
      { changeKey, counter: 2 },
    ]);
  });

  it('announces what was learnt of an entity elsewhere, if somebody looks at it', () => {
    const changeKey = announcer.watch('component:default/a', queryFor('order'));
    announcer.announce('component:default/b');
    expect(published()).toEqual([]);
    announcer.announce('component:default/a');
    expect(published()).toEqual([{ changeKey, counter: 1 }]);
  });

  it('S24: says nothing but a key and a counter', () => {
    announcer.watchAll();
    announcer.watch('component:default/a', queryFor('order'));
    change(changeOf('order'));
    expect(published()).toHaveLength(2);
    published().forEach(message => {
      expect(Object.keys(message)).toEqual(['changeKey', 'counter']);
      expect(message.changeKey).toMatch(/^[0-9a-f]{64}$/);
      expect(message.counter).toBe(1);
    });
  });

  it('announces when an instance goes away or comes back', () => {
    announcer.watch('component:default/a', queryFor('order'));
    change({ type: 'source', instance: 'main' });
    expect(publish).toHaveBeenCalledTimes(1);
  });
});
