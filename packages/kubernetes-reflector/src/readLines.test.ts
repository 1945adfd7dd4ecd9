import { readLines } from './readLines';

async function linesOf(...chunks: (string | number[])[]): Promise<string[]> {
  async function* bytes() {
    for (const chunk of chunks) {
      yield Buffer.from(chunk as string);
    }
  }
  const lines: string[] = [];
  for await (const line of readLines(bytes())) {
    lines.push(line);
  }
  return lines;
}

describe('readLines', () => {
  const [first, ...others] = Buffer.from('é\n');

  it.each([
    ['nothing', [], []],
    ['whole lines', ['a\nb\n'], ['a', 'b']],
    ['a line in three chunks', ['a', 'b', 'c\n'], ['abc']],
    ['a last line without an end', ['a\nb'], ['a', 'b']],
    ['a letter cut in two', [[first], others], ['é']],
  ])('reads %s', async (_, chunks, lines) => {
    expect(await linesOf(...chunks)).toEqual(lines);
  });
});
