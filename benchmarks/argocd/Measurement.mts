import type { BackendProcess } from './BackendProcess.mts';
import type { Card } from './cards.mts';
import type { Laboratory } from './Laboratory.mts';
import type { Settings } from './readSettings.mts';
import type { Results } from './Results.mts';

/** What every part of the measurement works with. */
export interface Measurement {
  readonly laboratory: Laboratory;
  readonly settings: Settings;
  readonly results: Results;
  readonly random: () => number;
  /** Tells who waits how far it is. */
  readonly say: (text: string) => void;
  /** Runs a part if there is time left for it; one that fails does not end the others. */
  readonly attempt: (name: string, work: () => Promise<void>) => Promise<void>;
}

/** Sends the requests of a card and counts what came over the wire; an answer other than 200 is a failure. */
export async function visitCard(
  laboratory: Laboratory,
  { port }: Pick<BackendProcess, 'port'>,
  { card, token }: { readonly card: Card; readonly token?: string },
): Promise<number> {
  let bytes = 0;
  for (const stage of card) {
    const answers = await Promise.all(
      stage.map(async path => {
        const answer = await laboratory.client.get({
          url: `http://127.0.0.1:${port}${path}`,
          token,
        });
        if (answer.status !== 200) {
          throw new Error(`${path} answered ${answer.status}`);
        }
        return answer.bytes;
      }),
    );
    bytes += answers.reduce((sum, count) => sum + count, 0);
  }
  return bytes;
}

/** Sends the requests of a card and reads the answers. */
export async function readCard(
  laboratory: Laboratory,
  { port }: Pick<BackendProcess, 'port'>,
  { card, token }: { readonly card: Card; readonly token?: string },
): Promise<unknown[]> {
  const answers: unknown[] = [];
  for (const stage of card) {
    answers.push(
      ...(await Promise.all(
        stage.map(
          async path =>
            await laboratory.client.getJson({
              url: `http://127.0.0.1:${port}${path}`,
              token,
            }),
        ),
      )),
    );
  }
  return answers;
}
