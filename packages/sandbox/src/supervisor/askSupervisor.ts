import { once } from 'node:events';
import { request } from 'node:http';
import { json } from 'node:stream/consumers';
import { z } from 'zod';

const statusSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('waiting') }),
  z.object({ state: z.literal('starting'), progress: z.string().optional() }),
  z.object({ state: z.literal('running'), location: z.string() }),
  z.object({ state: z.literal('stopped') }),
  z.object({ state: z.literal('failed'), reason: z.string() }),
]);

const reportSchema = z.array(
  z.object({ name: z.string(), title: z.string(), status: statusSchema }),
);

const problemSchema = z.object({ message: z.string() });

interface Question {
  readonly method: 'GET' | 'POST';
  readonly path: string;
}

async function ask(socket: string, question: Question): Promise<unknown> {
  const call = request({ socketPath: socket, ...question });
  call.end();
  const [response] = await once(call, 'response');
  const answer = await json(response);
  if (response.statusCode !== 200) {
    throw new Error(problemSchema.parse(answer).message);
  }
  return answer;
}

/** What the running sandbox says about its parts. */
export async function askForReport(socket: string) {
  return reportSchema.parse(
    await ask(socket, { method: 'GET', path: '/parts' }),
  );
}

/** Asks the running sandbox to stop or to start one part; returns how it went. */
export async function askForPart(
  socket: string,
  command: { readonly verb: 'start' | 'stop'; readonly part: string },
) {
  const path = `/parts/${encodeURIComponent(command.part)}/${command.verb}`;
  return statusSchema.parse(await ask(socket, { method: 'POST', path }));
}
