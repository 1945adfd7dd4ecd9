import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse, stringify } from 'yaml';
import { mockServices } from '@backstage/backend-test-utils';
import { openApiDocument } from './openApi';
import { createRouter } from './router';

const file = resolve(__dirname, '../openapi.yaml');

const described = Object.entries(openApiDocument.paths).flatMap(
  ([path, routes]) =>
    Object.entries(routes).map(([method, route]) => ({ method, path, route })),
);

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
      changes: { watch: jest.fn() },
      operations: {
        listKinds: jest.fn(),
        plan: jest.fn(),
        run: jest.fn(),
        list: jest.fn(),
        get: jest.fn(),
        decide: jest.fn(),
        cancel: jest.fn(),
        retry: jest.fn(),
        planUndo: jest.fn(),
        undo: jest.fn(),
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
    expect(
      described.map(({ method, path }) => `${method} ${path}`).sort(),
    ).toEqual(routed.sort());
  });

  it('tells for every write what a conflict means, how large a body may be, and who may', () => {
    const writes = described.filter(({ route }) => route.requestBody);
    expect(writes).toHaveLength(6);
    for (const { path, route } of writes) {
      const statuses = Object.keys(route.responses);
      expect(statuses).toContain('413');
      expect(statuses.includes('409')).toBe(path !== '/v1/plans');
      expect(statuses.includes('422')).toBe(
        path === '/v1/operations' || path.endsWith('/undo'),
      );
      expect(route['x-permission']).toBeTruthy();
    }
  });

  it('accepts the bodies that may be left out, and no other', () => {
    const optional = described.flatMap(({ path, route }) =>
      route.requestBody && 'required' in route.requestBody
        ? [[path, route.requestBody.required]]
        : [],
    );
    expect(Object.fromEntries(optional)).toEqual({
      '/v1/plans': true,
      '/v1/operations': true,
      '/v1/operations/{id}/decisions': true,
      '/v1/operations/{id}/cancel': false,
      '/v1/operations/{id}/retry': false,
      '/v1/operations/{id}/undo': true,
    });
  });
});
