import { setTimeout as sleep } from 'node:timers/promises';
import type { GitHubContext } from '../GitHubContext.ts';
import { authenticate } from '../identities/authenticate.ts';
import type { FaultSubject } from './Faults.ts';
import { faultyAnswer } from './faultyAnswer.ts';

type Front = (request: Request) => Response | Promise<Response>;

const reads = new Set(['GET', 'HEAD', 'OPTIONS']);

function subjectOf({ method, url }: Request): FaultSubject {
  const { pathname } = new URL(url);
  const [, repository, path = ''] =
    /^\/(?:repos\/)?([^/]+\/[^/]+?)(?:\.git)?(?:\/(.*))?$/.exec(pathname) ?? [];
  const isAboutOne =
    pathname.startsWith('/repos/') ||
    /^(info\/refs|git-[a-z]+-pack)$/.test(path);
  return isAboutOne ? { method, repository, path } : { method, path: pathname };
}

/** Lets requests fail as tests have asked for, and keeps a record of those that changed something all the same. */
export function withFaults(context: GitHubContext, front: Front): Front {
  const { faults, writes, tokens } = context;
  const pass = async (request: Request, subject: FaultSubject) => {
    const response = await front(request);
    const isFetch = subject.path === 'git-upload-pack';
    if (!reads.has(request.method) && response.ok && !isFetch) {
      const header = request.headers.get('authorization') ?? undefined;
      const caller = authenticate(header, tokens);
      writes.add({
        ...subject,
        login: caller.kind === 'known' ? caller.login : '',
        status: response.status,
      });
    }
    return response;
  };
  return async request => {
    const subject = subjectOf(request);
    const answers = faults.answersTo(subject);
    const wait = async (when: 'before' | 'after') => {
      for (const answer of answers) {
        if (answer.kind === 'delay' && answer.when === when) {
          await sleep(answer.milliseconds);
        }
      }
    };
    const failure = answers.find(answer => answer.kind !== 'delay');
    await wait('before');
    if (
      failure &&
      !(failure.kind === 'bad-gateway' && failure.when === 'after')
    ) {
      await wait('after');
      return faultyAnswer(failure, Date.now());
    }
    const response = await pass(request, subject);
    await wait('after');
    if (failure) {
      await response.body?.cancel();
      return faultyAnswer(failure, Date.now());
    }
    return response;
  };
}
