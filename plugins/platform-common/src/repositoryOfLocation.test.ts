import { repositoryOfLocation } from './repositoryOfLocation';

const orders = { host: 'github.com', owner: 'acme', repo: 'orders' };
const file = 'catalog-info.yaml';
const base = 'url:https://github.com/acme/orders';

describe('repositoryOfLocation', () => {
  it.each([
    [`${base}/blob/main/${file}`, orders],
    [`${base}/tree/main/${file}`, orders],
    [`${base}/raw/v1.2.0/catalog/${file}`, orders],
    [`${base}/tree/feature-1/services/a b`.replace(' ', '-'), orders],
    [
      `url:http://localhost:7010/acme/orders/tree/main/${file}`,
      { ...orders, host: 'localhost:7010' },
    ],
    [`url:https://GitHub.com/acme/orders/blob/main/${file}`, orders],
  ])('knows the repository of %s', (location, expected) => {
    expect(repositoryOfLocation(location)).toEqual(expected);
  });

  it.each([
    ['', 'nothing'],
    [`file:/work/acme/orders/blob/main/${file}`, 'a file'],
    [`${base}`, 'no file'],
    [`${base}/${file}`, 'no branch'],
    [`${base}/blob/main/`, 'no path'],
    [`${base}/commit/main/${file}`, 'another page'],
    [`url:ssh://git@github.com/acme/orders/blob/main/${file}`, 'no web page'],
    [`url:https://a@github.com/acme/orders/blob/main/${file}`, 'a user'],
    [`${base}/blob/${'a1'.repeat(20)}/${file}`, 'a commit of any fork'],
    [`${base}/blob/deadbee/${file}`, 'a short commit'],
    [`${base}/blob/refs%2Fpull%2F7%2Fhead/${file}`, 'a pull request'],
    [`${base}/blob/main@{1}/${file}`, 'an expression'],
    [`${base}/blob/main~1/${file}`, 'another expression'],
    [`${base}/blob/../${file}`, 'a branch that is none'],
    [
      `${base}/blob/main/projects/evil/repos/x/raw/${file}?at=main`,
      "another server's address of another repository",
    ],
    [`${base}/blob/main/projects/evil/repos/x/raw/${file}`, 'the same'],
    [`${base}/blob/main/users/evil/repos/x/raw/${file}`, 'the same of a user'],
    [`${base}/blob/main/../../../evil/x/${file}`, 'a way out'],
    [`${base}/blob/main/a/..`, 'a way up'],
    [`${base}/blob/main/%2e%2e/%2e%2e/${file}`, 'an escaped way out'],
    [`${base}/blob/main/..\\..\\${file}`, 'a way out with backslashes'],
    [`${base}/blob/main//${file}`, 'an empty part'],
    [`${base}/blob/main/${file}?ref=x`, 'a query'],
    [`${base}/blob/main/${file}#x`, 'a fragment'],
    [`${base}/blob/main/${file}\nurl:x`, 'two lines'],
    [`url:https://github.com/evil/acme/orders/blob/main/${file}`, 'a folder'],
    [`url:https://github.com/../orders/blob/main/${file}`, 'an odd owner'],
  ])('knows none for %s, which is %s', location => {
    expect(repositoryOfLocation(location)).toBeUndefined();
  });
});
