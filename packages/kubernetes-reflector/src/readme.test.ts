import { KubeConfig } from '@kubernetes/client-node';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as library from './index';
import { eventually } from './testing/eventually';
import { FakeApiServer } from './testing/FakeApiServer';
import { bookmark, objectOf } from './testing/objects';

const readme = readFileSync(join(__dirname, '../README.md'), 'utf8');

it('the example of the README runs as it stands there', async () => {
  const [, example = ''] = /```ts\n(.*?)```/s.exec(readme) ?? [];
  const server = await FakeApiServer.start();
  const log = jest.spyOn(console, 'log').mockImplementation();
  jest
    .spyOn(KubeConfig.prototype, 'loadFromDefault')
    .mockImplementation(function load(this: KubeConfig) {
      this.loadFromClusterAndUser(
        { name: 'fake', server: server.url, skipTLSVerify: true },
        { name: 'reader' },
      );
    });
  const script = example.replace(
    /^import (\{[^}]*\}) from ('[^']+');/gm,
    'const $1 = require($2);',
  );
  const modules: Record<string, unknown> = {
    '@golden-path/kubernetes-reflector': library,
    '@kubernetes/client-node': { KubeConfig },
  };
  // eslint-disable-next-line no-new-func -- to run the text of the README is what this test is for
  const configMaps: library.Reflector<{ name: string }> = new Function(
    'require',
    'console',
    `${script}; return configMaps;`,
  )((name: string) => modules[name], console);

  const stream = await server.next();
  expect(stream.path).toBe('/api/v1/namespaces/default/configmaps');
  const { metadata } = objectOf('a', 5);
  stream.send(
    {
      type: 'ADDED',
      object: { metadata: { ...metadata, labels: { team: 'orders' } } },
    },
    bookmark(5, true),
  );
  await eventually(() => configMaps.status().state === 'live');
  expect(configMaps.find('label', 'team=orders')).toEqual([
    { name: 'a', labels: { team: 'orders' } },
  ]);
  expect(log).toHaveBeenCalledWith(
    expect.objectContaining({ type: 'changed' }),
  );
  await configMaps.stop();
  await server.stop();
});
