import { gunzipSync } from 'node:zlib';

const flush = '0000';
const noObject = '0'.repeat(40);

/** What a push wants with one branch or tag. */
export interface PushCommand {
  readonly reference: string;
  readonly kind: 'create' | 'update' | 'delete';
}

/** What a push wants, and which forms of an answer its client reads. */
export interface PushRequest {
  readonly commands: readonly PushCommand[];
  readonly capabilities: readonly string[];
}

/** A push that is not taken: of which references, and why. */
export interface DeclinedReference {
  readonly reference: string;
  readonly problems: readonly string[];
}

/** Reads what stands before the pack in the body of a push. */
export function parsePush(body: Buffer, encoding?: string | null): PushRequest {
  const content = encoding?.includes('gzip') ? gunzipSync(body) : body;
  const commands: PushCommand[] = [];
  let capabilities: readonly string[] = [];
  let offset = 0;
  while (offset + 4 <= content.length) {
    const length = Number.parseInt(
      content.toString('latin1', offset, offset + 4),
      16,
    );
    if (!(length > 4)) {
      break;
    }
    const line = content.toString('utf8', offset + 4, offset + length);
    const [command, words = ''] = line.trimEnd().split('\0');
    const match = /^([0-9a-f]{40}) ([0-9a-f]{40}) (.+)$/.exec(command);
    if (match) {
      const [, before, after, reference] = match;
      commands.push({ reference, kind: kindOf(before, after) });
      capabilities =
        commands.length === 1 ? words.trim().split(' ') : capabilities;
    }
    offset += length;
  }
  return { commands, capabilities };
}

function kindOf(before: string, after: string): PushCommand['kind'] {
  if (after === noObject) {
    return 'delete';
  }
  return before === noObject ? 'create' : 'update';
}

function packet(content: Buffer): Buffer {
  const length = (content.length + 4).toString(16).padStart(4, '0');
  return Buffer.concat([Buffer.from(length), content]);
}

function band(number: number, content: Buffer): Buffer {
  return packet(Buffer.concat([Buffer.from([number]), content]));
}

/** The answer to a push of which GitHub takes nothing, as its branches are protected. */
export function declinePush(
  push: PushRequest,
  declined: readonly DeclinedReference[],
): Response {
  const report = Buffer.concat([
    packet(Buffer.from('unpack ok\n')),
    ...push.commands.map(({ reference }) =>
      packet(Buffer.from(`ng ${reference} protected branch hook declined\n`)),
    ),
    Buffer.from(flush),
  ]);
  const words = declined.map(({ reference, problems }) => {
    const reasons = problems.map(problem => `\n- ${problem}\n`).join('');
    return `error: GH006: Protected branch update failed for ${reference}.\n${reasons}`;
  });
  const answer = push.capabilities.includes('side-band-64k')
    ? [
        band(2, Buffer.from(words.join(''))),
        band(1, report),
        Buffer.from(flush),
      ]
    : [report];
  return new Response(Buffer.concat(answer), {
    headers: {
      'content-type': 'application/x-git-receive-pack-result',
      'cache-control': 'no-cache',
    },
  });
}
