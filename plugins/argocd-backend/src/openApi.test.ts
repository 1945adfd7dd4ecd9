import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse, stringify } from 'yaml';
import { mockServices } from '@backstage/backend-test-utils';
import { openApiDocument } from './openApi';
import { createRouter } from './router';

const file = resolve(__dirname, '../openapi.yaml');

describe('openApiDocument', () => {
  it('is what is committed: run this test with UPDATE_OPENAPI=true after a change of the contract', () => {
    if (process.env.UPDATE_OPENAPI) {
      writeFileSync(
        file,
        stringify(openApiDocument, { aliasDuplicateObjects: false }),
      );
    }
    expect(parse(readFileSync(file, 'utf8'))).toEqual(
      JSON.parse(JSON.stringify(openApiDocument)),
    );
  });

  it('describes every route of the router, and no other', () => {
    const router = createRouter({
      deployments: {
        getDeployments: jest.fn(),
        getDeploymentsOfEntities: jest.fn(),
        getDeployment: jest.fn(),
        listDeployments: jest.fn(),
      },
      httpAuth: mockServices.httpAuth(),
    });
    const routed = router.stack.flatMap(({ route }) =>
      route
        ? route.stack.map(
            ({ method }) =>
              `${method} ${route.path.replace(/:([A-Za-z]+)/g, '{$1}')}`,
          )
        : [],
    );
    const described = Object.entries(openApiDocument.paths).flatMap(
      ([path, operations]) =>
        Object.keys(operations).map(method => `${method} ${path}`),
    );

    expect(described.sort()).toEqual(routed.sort());
  });

  it('names a permission for every route', () => {
    const operations = Object.values(openApiDocument.paths).flatMap(path =>
      Object.values(path),
    );
    expect(operations).not.toHaveLength(0);
    for (const operation of operations) {
      expect(operation['x-permission']).toMatch(/^argocd\./);
    }
  });
});
