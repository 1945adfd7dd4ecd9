/* eslint-disable no-script-url -- they are here to be refused */
import { webUrl } from './webUrl';

describe('webUrl', () => {
  it.each([
    ['https://argocd.example.com/a?b#c', 'https://argocd.example.com/a?b#c'],
    ['http://localhost:8080', 'http://localhost:8080/'],
    ['javascript:alert(1)', undefined],
    [' JaVaScRiPt:alert(1)', undefined],
    ['java\nscript:alert(1)', undefined],
    ['data:text/html,<script>alert(1)</script>', undefined],
    ['vbscript:x', undefined],
    ['//elsewhere.example.com', undefined],
    ['/catalog', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('S10: %j may be followed as %j', (link, expected) => {
    expect(webUrl(link)).toBe(expected);
  });
});
