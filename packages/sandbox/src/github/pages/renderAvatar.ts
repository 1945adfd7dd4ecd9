import { createHash } from 'node:crypto';

const colours = [
  '#2f6fde',
  '#0f7b6c',
  '#8250c4',
  '#b0446f',
  '#a85a12',
  '#3d6b8f',
  '#66741a',
  '#a33b2e',
];

/** A round picture with the first letters of a name, always the same for the same login. */
export function renderAvatar(login: string, name: string): string {
  const letters = name
    .split(/[\s-]+/)
    .slice(0, 2)
    .map(word => /[\p{L}\p{N}]/u.exec(word)?.[0].toUpperCase() ?? '')
    .join('');
  // Any byte would do; this one gives the example people a colour each.
  const [, byte] = createHash('sha256').update(login).digest();
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 80" width="80" height="80">',
    `<rect width="80" height="80" fill="${colours[byte % colours.length]}"/>`,
    '<text x="40" y="41" dominant-baseline="central" text-anchor="middle" fill="#ffffff"',
    ` font-family="system-ui, sans-serif" font-size="32" font-weight="600">${letters}</text>`,
    '</svg>',
  ].join('');
}

/** The sign of the stand-in: a path through a gate. */
export const mark = [
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="24" height="24">',
  '<rect width="24" height="24" rx="6" fill="#0b5fc4"/>',
  '<path d="M7 18V9a5 5 0 0 1 10 0v9" fill="none" stroke="#ffffff" stroke-width="2" stroke-linecap="round"/>',
  '<circle cx="12" cy="17.5" r="1.8" fill="#ffd257"/>',
  '</svg>',
].join('');
